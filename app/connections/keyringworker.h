// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "domain/error.h"

#include <atomic>
#include <functional>
#include <memory>

namespace spillway {

/// One question to the keyring. The functions are called on the worker's thread.
struct KeyringRequest
{
    enum class What { Read, Write, Remove } what = What::Read;
    QString key;
    Secret text; ///< Write: what is kept under the key
    std::chrono::milliseconds patience{0}; ///< for what blocks
    std::shared_ptr<std::atomic_bool> isDropped; ///< nobody waits for it any more: what is not done yet is left undone
    std::function<void()> personAsked;
    std::function<void(Result<ProfileSecrets>)> done; ///< once
};

/// Hands it to the one thread that asks, which is started with the first question. QtKeychain has one queue for the
/// whole program, and it belongs to the thread that first used it: so there is one thread, until the program ends. If
/// it hangs even then it is left behind. Only on the application's thread.
void askKeyring(std::shared_ptr<KeyringRequest> request);

} // namespace spillway
