// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper.h"

#include "domain/counttext.h"
#include "models/celltext.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace spillway {

namespace {

constexpr int rowsMeasured = 500; ///< for the widths of columns
constexpr int rowsBetweenReports = 200;

/// Paints from top to bottom and goes on to the next page by itself.
class Pages
{
public:
    Pages(const Paper &paper, QPagedPaintDevice &device)
        : m_paper(paper)
        , m_device(device)
        , m_font(paper.font)
        , m_bold(paper.font)
        , m_workedOut(*paper.task, paper.insight)
    {
        m_bold.setBold(true);
    }

    std::optional<int> paint(const PaperProgress &progress)
    {
        if (!m_painter.begin(&m_device))
            return std::nullopt;
        const QFontMetricsF metrics(m_font, &m_device);
        m_lineHeight = metrics.lineSpacing();
        m_ascent = metrics.ascent();
        m_gap = metrics.horizontalAdvance(u'0');
        m_width = m_device.width();
        m_bottom = m_device.height() - 2 * m_lineHeight; // the number of the page stands below
        m_painter.setPen(Qt::black);
        m_page = 1;
        top();
        const bool complete = table(progress);
        if (complete)
            footer();
        m_painter.end();
        return complete && !m_failed ? std::optional(m_page) : std::nullopt;
    }

private:
    QStringList wrapped(const QString &text, const QFont &font, qreal width) const
    {
        const QFontMetricsF metrics(font, &m_device);
        if (metrics.horizontalAdvance(text) <= width)
            return {text};
        QTextLayout layout(text, font, &m_device);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        // No cell may fill a page: the rows around it would be lost from sight.
        const int most = std::max(1, int(m_bottom / m_lineHeight / 3));
        QStringList lines;
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            if (lines.size() == most) {
                lines.last() += u'…';
                break;
            }
            line.setLineWidth(width);
            lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
        return lines;
    }

    void footer()
    {
        m_painter.setFont(m_font);
        const qreal y = m_device.height() - m_lineHeight + m_ascent;
        const QString number = Paper::tr("Page %1").arg(countText(m_page));
        m_painter.drawText(QPointF(0, y), number);
    }

    void nextPage()
    {
        footer();
        m_failed = m_failed || !m_device.newPage();
        ++m_page;
        m_y = 0;
        if (m_inTable)
            tableHeader();
    }

    void need(qreal height)
    {
        if (m_y + height > m_bottom && m_y > 0)
            nextPage();
    }

    void text(const QString &words, const QFont &font, qreal x)
    {
        const QStringList lines = wrapped(words, font, m_width - x);
        for (const QString &line : lines) {
            need(m_lineHeight);
            m_painter.setFont(font);
            m_painter.drawText(QPointF(x, m_y + m_ascent), line);
            m_y += m_lineHeight;
        }
    }

    void top()
    {
        QFont large = m_bold;
        large.setPointSizeF(m_font.pointSizeF() * 1.6);
        const QFontMetricsF metrics(large, &m_device);
        m_painter.setFont(large);
        m_painter.drawText(QPointF(0, metrics.ascent()), metrics.elidedText(m_paper.title, Qt::ElideRight, m_width));
        m_y = metrics.lineSpacing();
        for (const QString &note : m_paper.notes)
            text(note, m_font, 0);
        for (const Paper::Section &section : m_paper.sections) {
            m_y += m_lineHeight / 2;
            text(section.heading, m_bold, 0);
            for (const auto &[label, value] : section.lines)
                text(Paper::tr("%1: %2").arg(label, value), m_font, 2 * m_gap);
        }
        m_y += m_lineHeight;
    }

    QString cell(quint32 row, PartitionColumn column) const
    {
        if (isWorkedOut(column))
            return workedOutText(m_workedOut.read(row, column), column, m_paper.display);
        const auto &field = partitionFields[column];
        const Value &value = m_paper.task->partitions[row].*field.value;
        const QString shown = cellText(m_paper.task->answer, value, &field, m_paper.display);
        return noteText(m_paper.task->answer, value, &field).isEmpty() ? shown : QString(shown + u" \u26a0");
    }

    static QString heading(PartitionColumn column) { return fieldText(columnField(column).label); }

    /// As wide as what is in them; where that is too much, the widest give way.
    void measureColumns()
    {
        const QFontMetricsF metrics(m_font, &m_device);
        const QFontMetricsF bold(m_bold, &m_device);
        const std::size_t step = std::max<std::size_t>(1, m_paper.rows.size() / rowsMeasured);
        for (const PartitionColumn column : m_paper.columns) {
            qreal widest = bold.horizontalAdvance(heading(column));
            for (std::size_t i = 0; i < m_paper.rows.size(); i += step)
                widest = std::max(widest, metrics.horizontalAdvance(cell(m_paper.rows[i], column)));
            m_widths.push_back(widest + 1);
        }
        const qreal room = m_width - m_gap * qreal(m_widths.size());
        std::vector<qreal> ordered = m_widths;
        std::sort(ordered.begin(), ordered.end());
        qreal left = room;
        for (std::size_t i = 0; i < ordered.size(); ++i) {
            const qreal share = left / qreal(ordered.size() - i);
            if (ordered[i] > share) {
                for (qreal &width : m_widths)
                    width = std::min(width, share);
                return;
            }
            left -= ordered[i];
        }
    }

    void line(const std::vector<QStringList> &cells, const QFont &font)
    {
        m_painter.setFont(font);
        const QFontMetricsF metrics(font, &m_device);
        qreal x = 0;
        qsizetype tallest = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            for (qsizetype at = 0; at < cells[i].size(); ++at) {
                const QString &words = cells[i].at(at);
                const qreal shift =
                    isCountColumn(m_paper.columns[i]) ? m_widths[i] - metrics.horizontalAdvance(words) : 0.0;
                m_painter.drawText(QPointF(x + shift, m_y + qreal(at) * m_lineHeight + m_ascent), words);
            }
            tallest = std::max(tallest, cells[i].size());
            x += m_widths[i] + m_gap;
        }
        m_y += qreal(tallest) * m_lineHeight;
    }

    void tableHeader()
    {
        std::vector<QStringList> cells;
        for (std::size_t i = 0; i < m_paper.columns.size(); ++i)
            cells.push_back(wrapped(heading(m_paper.columns[i]), m_bold, m_widths[i]));
        line(cells, m_bold);
        m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
        m_y += m_lineHeight / 4;
    }

    bool table(const PaperProgress &progress)
    {
        if (m_paper.rows.empty() || m_paper.columns.empty())
            return true;
        measureColumns();
        need(4 * m_lineHeight);
        tableHeader();
        m_inTable = true;
        int done = 0;
        std::vector<QStringList> cells(m_paper.columns.size());
        for (const quint32 row : m_paper.rows) {
            qsizetype tallest = 1;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                cells[i] = wrapped(cell(row, m_paper.columns[i]), m_font, m_widths[i]);
                tallest = std::max(tallest, cells[i].size());
            }
            need(qreal(tallest) * m_lineHeight);
            line(cells, m_font);
            if (++done % rowsBetweenReports == 0 && !progress(done))
                return false;
        }
        return progress(done);
    }

    const Paper &m_paper;
    QPagedPaintDevice &m_device;
    QPainter m_painter;
    QFont m_font;
    QFont m_bold;
    WorkedOutCells m_workedOut;
    std::vector<qreal> m_widths;
    qreal m_lineHeight = 0;
    qreal m_ascent = 0;
    qreal m_gap = 0;
    qreal m_width = 0;
    qreal m_bottom = 0;
    qreal m_y = 0;
    int m_page = 0;
    bool m_inTable = false;
    bool m_failed = false;
};

} // namespace

std::optional<int> paintPaper(const Paper &paper, QPagedPaintDevice &device, const PaperProgress &progress)
{
    return Pages(paper, device).paint(progress);
}

} // namespace spillway
