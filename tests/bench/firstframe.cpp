// SPDX-License-Identifier: GPL-3.0-or-later
// To be preloaded: ends a program when the first frame of one of its windows is handed to the screen.
#include <QBackingStore>

#include <unistd.h>

void QBackingStore::flush(const QRegion &, QWindow *, const QPoint &)
{
    _exit(0);
}
