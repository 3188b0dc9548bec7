// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace spillway::fuzz {

// Each takes any bytes at all and throws Broken if the program does not keep what it promises about them. None touches
// the disk or the network, and time stands still.

void taskBody(QByteArrayView input); ///< an answer about a dump task -> values -> every format of exports, and back
void taskBodyInTurn(QByteArrayView input); ///< the same with one of the formats, by a checksum of the input: faster
void taskModel(QByteArrayView input); ///< two answers, a filter, a stream -> what the views ask the models for
void taskModelInTurn(QByteArrayView input); ///< the same; of most inputs the order alone, without table and thread
void projectBodies(QByteArrayView input); ///< answers about streams and tasks, of IAM and of the metadata service
void fault(QByteArrayView input); ///< status, headers and body -> the error, and what a person reads of it
void dates(QByteArrayView input); ///< Retry-After, HTTP dates, and what is written of times
void requestLine(QByteArrayView input); ///< endpoint and names -> the request line
void settings(QByteArrayView input); ///< connections.json, a keyring's entry, values of preferences
void credentialFiles(QByteArrayView input); ///< the environment and the files of other tools -> a credential
void masks(QByteArrayView input); ///< a secret, however it is written -> a text without it
void signature(QByteArrayView input); ///< a request -> its signature, as a gateway would see it

} // namespace spillway::fuzz
