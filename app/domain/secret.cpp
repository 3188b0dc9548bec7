// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/secret.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace spillway {

Secret::Secret(QByteArrayView bytes)
    : m_bytes(std::make_unique<char[]>(size_t(bytes.size())))
    , m_size(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_bytes.get());
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe()
{
    // Not std::fill: the compiler may drop stores to memory that is about to be freed.
    if (m_bytes)
        explicit_bzero(m_bytes.get(), size_t(m_size));
}

} // namespace spillway
