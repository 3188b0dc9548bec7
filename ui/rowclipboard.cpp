// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

const QString plainText = u"text/plain"_s;
const QString csvText = u"text/csv"_s;
const QString tsvText = u"text/tab-separated-values"_s;
const QString htmlText = u"text/html"_s;
const QString jsonText = u"application/json"_s;

QStringList formatsOf(CopyAs form, std::size_t rows)
{
    switch (form) {
    case CopyAs::Rows:
    case CopyAs::RowsWithHeadings: {
        QStringList formats{plainText, tsvText, csvText};
        if (rows <= RowsMime::htmlRows)
            formats.append(htmlText);
        return formats;
    }
    case CopyAs::Json:
        return {plainText, jsonText};
    case CopyAs::Csv:
        return {plainText, csvText};
    }
    return {};
}

QByteArray textOf(ExportRequest request, CopyAs form, const QString &format)
{
    if (form == CopyAs::Rows)
        request.dialect.headers = Dialect::Headers::None;
    if (format == htmlText)
        return rowsAsHtml(request);
    if (form == CopyAs::Json)
        request.format = Format::Json;
    else
        request.format = form == CopyAs::Csv || format == csvText ? Format::Csv : Format::Tsv;
    return rowsAsText(request);
}

} // namespace

RowsMime::RowsMime(const ExportRequest &request, CopyAs form)
    : m_formats(formatsOf(form, request.rows.size()))
{
    m_texts = QtConcurrent::run([request, form, formats = m_formats](QPromise<QByteArray> &promise) {
        for (const QString &format : formats) {
            if (promise.isCanceled())
                return;
            promise.addResult(textOf(request, form, format));
        }
    });
}

RowsMime::~RowsMime()
{
    m_texts.cancel();
}

QVariant RowsMime::retrieveData(const QString &format, QMetaType /*type*/) const
{
    const auto at = int(m_formats.indexOf(format));
    if (at < 0)
        return {};
    const QByteArray text = m_texts.resultAt(at); // waits for it
    return format == plainText ? QVariant(QString::fromUtf8(text)) : QVariant(text);
}

RowClipboard::RowClipboard(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &RowClipboard::ready);
}

void RowClipboard::copy(const ExportRequest &request, CopyAs form)
{
    auto mime = std::make_unique<RowsMime>(request, form);
    m_rows = int(request.rows.size());
    m_watcher.setFuture(mime->texts());
    m_mime = std::move(mime);
}

void RowClipboard::ready()
{
    if (!m_mime || m_watcher.isCanceled())
        return;
    QGuiApplication::clipboard()->setMimeData(m_mime.release());
    Q_EMIT copied(m_rows);
}

} // namespace spillway
