// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <stdexcept>

namespace spillway::fuzz {

/// A promise of the program that an input has broken. Nobody catches it in a fuzzer, which then keeps the input.
class Broken : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

inline void require(bool holds, const char *promise)
{
    if (!holds)
        throw Broken(promise);
}

/// An input for something that takes several texts: they are separated by the byte 0x1E, the record separator of ASCII,
/// so that inputs can be read and written by hand. What is missing is empty.
class Parts
{
public:
    explicit Parts(QByteArrayView input)
        : m_rest(input)
    {
    }

    bool isAtEnd() const { return m_rest.isEmpty(); }
    QByteArray bytes()
    {
        const qsizetype end = m_rest.indexOf('\x1e');
        const QByteArray part = (end < 0 ? m_rest : m_rest.first(end)).toByteArray();
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        return part;
    }
    QString text() { return QString::fromUtf8(bytes()); }
    /// All that is left.
    QByteArray rest() { return m_rest.toByteArray(); }

private:
    QByteArrayView m_rest;
};

} // namespace spillway::fuzz
