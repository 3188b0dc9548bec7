// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

namespace spillway {

/// A saved answer of ShowTransferTask: a file, or standard input ("-"). No network. A file is read anew at each
/// question, standard input once. Reading happens on a worker thread and is bounded in size and time. Errors: File
/// (CannotRead, subject: the path), TooLarge, Malformed, or the error the file holds. The names asked for are not
/// compared: the file says what it is about.
class FileSource : public TaskSource
{
public:
    explicit FileSource(QString path, std::chrono::milliseconds patience = std::chrono::seconds(30),
                        qint64 cap = 512LL * 1024 * 1024);
    ~FileSource() override; ///< ends reading that is under way

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override;
    QString origin() const override;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; // with the workers, who may outlive this
};

} // namespace spillway
