// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/answercells.h"
#include "faults/faulttest.h"
#include "faults/samewindow.h"

namespace spillway {

/// An answer, and what has to become of it.
struct BodyCase
{
    QByteArray name; ///< its number, and what is odd: "F119 a byte order mark"
    QByteArray body;
    Outcome outcome;
};

/// What does not hold of the window, with an answer on screen.
using Look = std::function<QStringList(WholeProgram &)>;

/// The base of a program whose rows are answers with status 200, shown one after the other in the same window.
class BodyTest : public FaultTest
{
    Q_OBJECT

protected:
    static void addBodies(const std::vector<BodyCase> &cases)
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<bool>("isEncrypted");
        for (const bool isEncrypted : {false, true}) {
            for (size_t i = 0; i < cases.size(); ++i) {
                const QByteArray &name = cases[i].name;
                const qsizetype number = name.indexOf(' ');
                const QByteArray full = name.left(number) + (isEncrypted ? " https" : " http") + name.mid(number);
                QTest::newRow(full.constData()) << int(i) << isEncrypted;
            }
        }
    }
    void holdBody(const std::vector<BodyCase> &cases)
    {
        QFETCH(const int, row);
        QFETCH(const bool, isEncrypted);
        if (!m_window || m_window->rig.isEncrypted() != isEncrypted) {
            m_window.reset();
            m_window.emplace(isEncrypted);
        }
        const BodyCase &body = cases[size_t(row)];
        const QStringList broken = m_window->hold(body.body, body.outcome);
        if (!broken.isEmpty())
            m_window.reset();
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }
    /// Shown as if nothing were wrong, and so.
    static Outcome shown(const Look &look)
    {
        Outcome outcome = stillOk();
        outcome.holds = [look](FaultRig &rig) { return look(rig.program()); };
        return outcome;
    }

    std::optional<SameWindow> m_window;

private Q_SLOTS:
    void cleanupTestCase() { m_window.reset(); }
};

/// Says what is not as it has to be.
inline QStringList differing(const QString &what, const QString &came, const QString &expected)
{
    using namespace Qt::Literals::StringLiterals;
    return came == expected ? QStringList()
                            : QStringList{u"%1 is \"%2\", not \"%3\""_s.arg(what, came.left(200), expected)};
}

/// The value of a field in the tree. A sign at the end is part of it: "60 ⚠".
inline Look inTree(Section section, const QString &path, const QString &text)
{
    return [section, path, text](WholeProgram &program) {
        return differing(path, treeText(program, section, path), text);
    };
}

inline Look inTask(const QString &path, const QString &text)
{
    return inTree(Section::Task, path, text);
}

inline Look inOthers(const QString &path, const QString &text)
{
    return inTree(Section::Others, path, text);
}

/// A column of the table from the first row to the last, joined with " | ".
inline Look inTable(PartitionColumn column, const QString &texts)
{
    return [column, texts](WholeProgram &program) {
        return differing(QStringLiteral("column %1").arg(column),
                         columnTexts(program, column).join(QStringLiteral(" | ")), texts);
    };
}

inline Look allOf(const std::vector<Look> &looks)
{
    return [looks](WholeProgram &program) {
        QStringList wrong;
        for (const Look &look : looks)
            wrong += look(program);
        return wrong;
    };
}

/// A task that is asked for, with these members beside its names, and these partitions.
inline QByteArray taskWith(const QByteArray &members, const QByteArray &partitions = "[]",
                           const QByteArray &obs = R"("obs_bucket_path":"bucket")")
{
    return R"({"stream_name":"dis-test1","task_name":"test_1",)" + members + R"(,"obs_destination_description":{)" + obs
        + R"(},"partitions":)" + partitions + '}';
}

} // namespace spillway
