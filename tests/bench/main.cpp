// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: spillway_bench [--sizes=1000,10000] [Google Benchmark's own options]
#include "bench.h"
#include "report.h"

#include <QApplication>

#include <malloc.h>
#include <string_view>

namespace spillway {

namespace {

std::vector<int> &sizes()
{
    static std::vector<int> sizes{1'000, 10'000, 100'000, 1'000'000};
    return sizes;
}

/// Takes --sizes out of the arguments.
void readSizes(int &argc, char **argv)
{
    constexpr std::string_view option = "--sizes=";
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]).substr(0, option.size()) != option) {
            argv[kept++] = argv[i];
            continue;
        }
        sizes().clear();
        const QList<QByteArray> numbers = QByteArray(argv[i] + option.size()).split(',');
        for (const QByteArray &number : numbers)
            sizes().push_back(number.toInt());
    }
    argc = kept;
}

} // namespace

const std::vector<int> &wantedSizes()
{
    return sizes();
}

size_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace spillway

int main(int argc, char **argv)
{
    spillway::readSizes(argc, argv);
    const QApplication application(argc, argv);
    spillway::measureRows();
    spillway::measureWindow();
    spillway::measureBrowsing();
    spillway::measureStart();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    spillway::TableReporter table;
    benchmark::RunSpecifiedBenchmarks(&table);
    return 0;
}
