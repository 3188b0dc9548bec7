// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace spillway {

/// The bytes of a file in tests/data; fails loudly if it is not there.
QByteArray fixture(const QString &name);
/// Its absolute path.
QString fixturePath(const QString &name);

} // namespace spillway
