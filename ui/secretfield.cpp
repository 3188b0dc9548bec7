// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/secretfield.h"

#include <QLineEdit>

#include <cstring>

namespace spillway {

Secret typedIn(const QLineEdit &field, bool isTrimmed)
{
    const QString typed = field.text();
    QByteArray bytes = QStringView(typed).toUtf8();
    const QByteArrayView wanted = isTrimmed ? QByteArrayView(bytes).trimmed() : QByteArrayView(bytes);
    Secret secret(wanted);
    explicit_bzero(bytes.data(), std::size_t(bytes.size()));
    return secret;
}

void wipe(QLineEdit &field)
{
    {
        const QString text = field.text();
        // A literal, which nobody types, is not to be written to.
        if (text.data_ptr().isMutable())
            explicit_bzero(const_cast<QChar *>(text.constData()), std::size_t(text.size()) * sizeof(QChar));
    }
    field.setText(QString());
}

} // namespace spillway
