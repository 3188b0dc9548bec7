// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultrig.h"
#include "support/widgettestcase.h"

namespace spillway {

/// The base of a program that holds a group of rows. A test function of its own:
///     void eachFaultIsHeld_data() { addRows(faults()); }
///     void eachFaultIsHeld() { holdRow(faults()); }
class FaultTest : public WidgetTestCase
{
    Q_OBJECT

protected:
    using Kind = Error::Kind;
    using Reason = Error::Reason;

    /// "F012 http reset inside a body" and "F012 https ...".
    static void addRows(const std::vector<Fault> &faults)
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<bool>("isEncrypted");
        for (size_t i = 0; i < faults.size(); ++i) {
            const Fault &fault = faults[i];
            const qsizetype number = fault.name.indexOf(' ');
            for (const bool isEncrypted : {false, true}) {
                const QByteArray name =
                    fault.name.left(number) + (isEncrypted ? " https" : " http") + fault.name.mid(number);
                if (fault.over != (isEncrypted ? Fault::Over::Http : Fault::Over::Https))
                    QTest::newRow(name.constData()) << int(i) << isEncrypted;
            }
        }
    }
    static void holdRow(const std::vector<Fault> &faults)
    {
        QFETCH(const int, row);
        QFETCH(const bool, isEncrypted);
        const Fault &fault = faults[size_t(row)];
        FaultRig rig(isEncrypted, FaultRig::setupFor(fault));
        const QStringList broken = rig.hold(fault);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

protected Q_SLOTS:
    void initTestCase()
    {
        WidgetTestCase::initTestCase();
        LogListener::install();
        FaultRig::certificates();
    }
};

} // namespace spillway
