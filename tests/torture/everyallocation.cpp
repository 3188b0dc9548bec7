// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/everyallocation.h"

#include "torture/allocations.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <exception>
#include <new>

#include <execinfo.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace spillway {

namespace {

constexpr long endless = 1'000'000; // nothing that is tortured allocates as often

enum class Verdict { None, Survived, WrongResult, OtherException, Leak, BrokenAfterwards, Through };

/// Seen by this process and its children.
struct Progress
{
    long at; ///< the allocation that fails
    long survived;
    Verdict verdict; ///< on that; none: the child died of it
    char where[8000]; ///< the functions it died in
};

Progress *progress = nullptr;

/// The way to where the child ends.
void noteWhere()
{
    allocations::rest();
    void *frames[60];
    const int count = backtrace(frames, 60);
    char **names = backtrace_symbols(frames, count);
    progress->where[0] = 0;
    for (int i = 0; names && i < count; ++i) {
        std::strncat(progress->where, names[i], sizeof progress->where - std::strlen(progress->where) - 2);
        std::strcat(progress->where, "\n");
    }
}

[[noreturn]] void died(int /*number*/)
{
    noteWhere();
    _exit(1);
}

[[noreturn]] void terminated()
{
    noteWhere();
    _exit(1);
}

/// What came of the operation with the allocation failing that it is at; and whether anything stayed behind.
Verdict once(const std::function<QByteArray()> &operation, const QByteArray &expected, bool andAfter)
{
    bool isRight = false;
    bool isThrown = false;
    allocations::watch(progress->at, andAfter);
    try {
        isRight = operation() == expected;
    } catch (const std::bad_alloc &) {
        isThrown = true;
    } catch (...) {
        allocations::rest();
        return Verdict::OtherException;
    }
    allocations::rest();
    if (!isRight && !isThrown)
        return Verdict::WrongResult;
    if (!allocations::hasFailed())
        return Verdict::Through;
    return allocations::balance() > 0 ? Verdict::Leak : Verdict::Survived;
}

/// Runs on until a failure is not survived or there is nothing left to fail. In a child.
void failInTurn(const std::function<QByteArray()> &operation, const QByteArray &expected, bool andAfter)
{
    for (; progress->at < endless; ++progress->at) {
        progress->verdict = Verdict::None;
        Verdict verdict = once(operation, expected, andAfter);
        // What is made once and kept for later is no leak; a leak is one every time.
        if (verdict == Verdict::Leak)
            verdict = once(operation, expected, andAfter);
        if (verdict == Verdict::Survived && operation() != expected)
            verdict = Verdict::BrokenAfterwards;
        progress->verdict = verdict;
        if (verdict != Verdict::Survived)
            return;
        ++progress->survived;
    }
}

QString described(Verdict verdict)
{
    switch (verdict) {
    case Verdict::WrongResult:
        return u"gave a wrong result"_s;
    case Verdict::OtherException:
        return u"threw something else"_s;
    case Verdict::Leak:
        return u"left memory behind"_s;
    case Verdict::BrokenAfterwards:
        return u"did not work any more afterwards"_s;
    case Verdict::None:
        return u"ended the program at\n"_s + QString::fromLocal8Bit(progress->where);
    case Verdict::Survived:
    case Verdict::Through:
        break;
    }
    return {};
}

/// The function of Qt's classes for JSON and settings that the child ended in; empty if it was none.
QString functionOfQts()
{
    if (progress->verdict == Verdict::Leak)
        return u"(leaks)"_s;
    if (progress->verdict != Verdict::None)
        return {};
    for (const QByteArray &line : QByteArray(progress->where).split('\n')) {
        const QByteArray name = line.mid(line.indexOf('(') + 1).split('+').constFirst();
        const bool isTheirs = name.contains("QJson") || name.contains("QCbor") || name.contains("QSettings");
        if (!line.contains("libQt6Core") || !isTheirs)
            continue;
        char *readable = abi::__cxa_demangle(name.constData(), nullptr, nullptr, nullptr);
        const QString function = QString::fromLatin1(readable ? readable : name.constData());
        std::free(readable);
        return function.section(u'(', 0, 0);
    }
    return {};
}

/// Goes on from where the child before stopped; whether there is more to do.
bool goOn(const std::function<QByteArray()> &operation, const QByteArray &expected, bool andAfter)
{
    progress->verdict = Verdict::None;
    progress->where[0] = 0;
    const pid_t child = fork();
    if (child == 0) {
        std::set_terminate(terminated);
        for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE})
            std::signal(number, died);
        failInTurn(operation, expected, andAfter);
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    return progress->verdict != Verdict::Through && progress->at < endless;
}

} // namespace

AllocationReport withEveryAllocationFailing(const std::function<QByteArray()> &operation, bool andAfter, bool isQts)
{
    if (!progress)
        progress = static_cast<Progress *>(
            mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    AllocationReport report;
    const QByteArray expected = operation(); // and whatever is made once, at its first use
    allocations::watch(0, false);
    const bool isSteady = operation() == expected;
    allocations::rest();
    report.allocations = allocations::asked();
    if (!isSteady || allocations::balance() > 0)
        report.complaints += u"does not do the same twice even if nothing fails"_s;
    progress->at = 1;
    progress->survived = 0;
    while (goOn(operation, expected, andAfter)) {
        ++report.notSurvived;
        const QString function = isQts ? functionOfQts() : QString();
        if (!function.isEmpty() && !report.endedIn.contains(function))
            report.endedIn += function;
        if (function.isEmpty())
            report.complaints += u"allocation %1 %2"_s.arg(progress->at).arg(described(progress->verdict));
        ++progress->at;
    }
    report.survived = progress->survived;
    return report;
}

} // namespace spillway
