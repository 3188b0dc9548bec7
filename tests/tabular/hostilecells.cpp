// SPDX-License-Identifier: GPL-3.0-or-later
//
// hostilecells write FILE          cells that spreadsheets are known to run, round or rewrite, in the Excel preset
// hostilecells compare FILE BACK   whether a spreadsheet that read FILE and wrote BACK kept every character
#include "exporting.h"

#include <QFile>
#include <QTextStream>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList hostileTexts()
{
    return {u"a,b"_s,
            u"a\"b"_s,
            u"a\nb"_s,
            u" lead"_s,
            u"=1+1"_s,
            u"=HYPERLINK(\"http://x\")"_s,
            u"-foo"_s,
            u"+86"_s,
            u"@SUM(1)"_s,
            u"\tx"_s,
            u"＝1+1"_s,
            u"中文"_s,
            u"1;2"_s,
            u"007"_s,
            u"1e5"_s,
            u"12E45"_s,
            u"1-2"_s,
            u"2020-12-03"_s,
            u"mar-1"_s,
            u"3/4"_s,
            u"1,234"_s,
            u"5%"_s,
            u"12:30"_s,
            u"1.50"_s,
            u"-5"_s,
            u"=cmd|' /C calc'!A0"_s,
            u"9007199254740993"_s,
            u"9223372036854775807"_s,
            u"-9223372036854775808"_s,
            u"18446744073709551616"_s,
            u"[0 : 9223372036854775807]"_s};
}

ExportRequest hostileRequest(const TaskSnapshot &task)
{
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect = Dialect::excel(QLocale(u"en_US"_s), QTimeZone::utc());
    request.columns = {HashRangeColumn};
    return request;
}

std::optional<QList<QByteArrayList>> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray bytes = file.readAll();
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes.remove(0, 3);
    const bool hasCr = bytes.endsWith("\r\n");
    return readSeparated(bytes, ',', hasCr ? "\r\n" : "\n");
}

int compare(const QString &written, const QString &back)
{
    QTextStream say(stderr);
    const auto here = read(written);
    const auto there = read(back);
    if (!here || !there || here->size() != there->size()) {
        say << "The files cannot be compared.\n";
        return 1;
    }
    int differences = 0;
    for (qsizetype row = 1; row < here->size(); ++row) {
        if (here->at(row).last() == there->at(row).last())
            continue;
        say << "Wrote " << here->at(row).last() << ", the spreadsheet has " << there->at(row).last() << ".\n";
        ++differences;
    }
    say << here->size() - 1 << " cells, " << differences << " differ.\n";
    return differences == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QFile::decodeName(argv[i]));
    if (arguments.size() == 3 && arguments.first() == u"compare")
        return compare(arguments.at(1), arguments.at(2));
    if (arguments.size() != 2 || arguments.first() != u"write")
        return 2;
    const TaskSnapshot task = decoded(withHashRanges(hostileTexts()));
    return task && exportToFile(hostileRequest(task), arguments.at(1)) ? 0 : 7;
}
