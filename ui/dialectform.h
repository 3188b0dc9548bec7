// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/dialect.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace spillway {

/// The choices of the preset Custom: one line for everything that readers of CSV do not agree about.
class DialectForm : public QWidget
{
    Q_OBJECT

public:
    explicit DialectForm(const Dialect &dialect, QWidget *parent = nullptr);

    /// As chosen; the zone is UTC.
    Dialect dialect() const;
    /// Separators are for CSV alone.
    void setForCsv(bool csv);

Q_SIGNALS:
    void changed();

private:
    template <class T>
    QComboBox *addChoice(QFormLayout &form, const QString &caption, const QString &objectName,
                         const QList<std::pair<T, QString>> &choices, T chosen);
    QCheckBox *addSwitch(QFormLayout &form, const QString &text, const QString &objectName, bool on);

    QComboBox *m_separator;
    QComboBox *m_quoting;
    QComboBox *m_time;
    QComboBox *m_headers;
    QComboBox *m_guard;
    QComboBox *m_lineEnd;
    QCheckBox *m_byteOrderMark;
    QCheckBox *m_separatorLine;
};

} // namespace spillway
