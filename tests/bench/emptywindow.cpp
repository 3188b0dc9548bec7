// SPDX-License-Identifier: GPL-3.0-or-later
// The least a Qt program with a window can be.
#include <QApplication>
#include <QWidget>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QWidget window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
