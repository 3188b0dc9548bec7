// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace spillway {

/// Sets what stands in an empty field, and keeps the field wide enough for it: hints are to be read, in any language.
inline void setHint(QLineEdit &edit, const QString &hint)
{
    edit.setPlaceholderText(hint);
    edit.setMinimumWidth(edit.fontMetrics().horizontalAdvance(hint) + edit.sizeHint().height());
}

} // namespace spillway
