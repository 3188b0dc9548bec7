<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Arithmetic</name>
    <message numerus="yes">
        <source>%1 poll(s)</source>
        <translation>
            <numerusform>%1 poll</numerusform>
            <numerusform>%1 polls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeWording</name>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1 partition</numerusform>
            <numerusform>%1 partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 setting(s) changed</source>
        <translation>
            <numerusform>%1 setting changed</numerusform>
            <numerusform>%1 settings changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s) are gone: %2</source>
        <translation>
            <numerusform>%1 partition is gone: %2</numerusform>
            <numerusform>%1 partitions are gone: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) discarded</source>
        <translation>
            <numerusform>%1 record discarded</numerusform>
            <numerusform>%1 records discarded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answer(s) not shown</source>
        <translation>
            <numerusform>%1 answer not shown</numerusform>
            <numerusform>%1 answers not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileSource</name>
    <message numerus="yes">
        <source>no end of input within %n second(s)</source>
        <translation>
            <numerusform>no end of input within %n second</numerusform>
            <numerusform>no end of input within %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::BytesView</name>
    <message numerus="yes">
        <source>%1 byte(s).</source>
        <translation>
            <numerusform>%1 byte.</numerusform>
            <numerusform>%1 bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 password(s) were masked before anything was kept.</source>
        <translation>
            <numerusform>%1 password was masked before anything was kept.</numerusform>
            <numerusform>%1 passwords were masked before anything was kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::ConnectionsDialog</name>
    <message numerus="yes">
        <source>%1 connection(s) in the file are of a kind that this version does not know.</source>
        <translation>
            <numerusform>%1 connection in the file is of a kind that this version does not know.</numerusform>
            <numerusform>%1 connections in the file are of a kind that this version does not know.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::DoctorDialog</name>
    <message numerus="yes">
        <source>No access key found. Looked in %1 place(s).</source>
        <translation>
            <numerusform>No access key found. Looked in %1 place.</numerusform>
            <numerusform>No access key found. Looked in %1 places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Other users of this computer can read %1 file(s) with credentials: %2</source>
        <translation>
            <numerusform>Other users of this computer can read %1 file with credentials: %2</numerusform>
            <numerusform>Other users of this computer can read %1 files with credentials: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::ExportDialog</name>
    <message numerus="yes">
        <source>Wrote %1 partition(s) to %2.</source>
        <translation>
            <numerusform>Wrote %1 partition to %2.</numerusform>
            <numerusform>Wrote %1 partitions to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::ExportPreview</name>
    <message numerus="yes">
        <source>%1 cell(s) got a leading tab so that spreadsheets do not run them.</source>
        <translation>
            <numerusform>%1 cell got a leading tab so that spreadsheets do not run it.</numerusform>
            <numerusform>%1 cells got a leading tab so that spreadsheets do not run them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cell(s) got a leading tab so that spreadsheets keep every digit.</source>
        <translation>
            <numerusform>%1 cell got a leading tab so that spreadsheets keep every digit.</numerusform>
            <numerusform>%1 cells got a leading tab so that spreadsheets keep every digit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cell(s) got a leading &apos; so that spreadsheets do not run them.</source>
        <translation>
            <numerusform>%1 cell got a leading &apos; so that spreadsheets do not run it.</numerusform>
            <numerusform>%1 cells got a leading &apos; so that spreadsheets do not run them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::Handover</name>
    <message numerus="yes">
        <source>Wrote %1 page(s) to %2.</source>
        <translation>
            <numerusform>Wrote %1 page to %2.</numerusform>
            <numerusform>Wrote %1 pages to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::MainWindow</name>
    <message numerus="yes">
        <source>Copied %1 row(s)</source>
        <translation>
            <numerusform>Copied %1 row</numerusform>
            <numerusform>Copied %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent %1 page(s) to the printer.</source>
        <translation>
            <numerusform>Sent %1 page to the printer.</numerusform>
            <numerusform>Sent %1 pages to the printer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 note(s)</source>
        <translation>
            <numerusform>Copied %1 note</numerusform>
            <numerusform>Copied %1 notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::PartitionsPage</name>
    <message numerus="yes">
        <source>%1 of %2 partition(s) shown</source>
        <translation>
            <numerusform>%1 of %2 partition shown</numerusform>
            <numerusform>%1 of %2 partitions shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1 partition</numerusform>
            <numerusform>%1 partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::ProjectDock</name>
    <message numerus="yes">
        <source>Loaded %1 of %2 stream(s)</source>
        <translation>
            <numerusform>Loaded %1 of %2 stream</numerusform>
            <numerusform>Loaded %1 of %2 streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 stream(s)</source>
        <translation>
            <numerusform>Loaded %1 stream</numerusform>
            <numerusform>Loaded %1 streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded the tasks of %1 of %2 stream(s)</source>
        <translation>
            <numerusform>Loaded the tasks of %1 of %2 stream</numerusform>
            <numerusform>Loaded the tasks of %1 of %2 streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %1 of %2 task(s)</source>
        <translation>
            <numerusform>Checked %1 of %2 task</numerusform>
            <numerusform>Checked %1 of %2 tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 stream(s)</source>
        <translation>
            <numerusform>%1 stream</numerusform>
            <numerusform>%1 streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 task(s) loaded</source>
        <translation>
            <numerusform>%1 task loaded</numerusform>
            <numerusform>%1 tasks loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::ProjectTree</name>
    <message numerus="yes">
        <source>%1 of %2 task(s)</source>
        <translation>
            <numerusform>%1 of %2 task</numerusform>
            <numerusform>%1 of %2 tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 task(s)</source>
        <translation>
            <numerusform>%1 task</numerusform>
            <numerusform>%1 tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 ill</source>
        <translation>
            <numerusform>%1 ill</numerusform>
            <numerusform>%1 ill</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 of %2 stream(s)…</source>
        <translation>
            <numerusform>Loaded %1 of %2 stream…</numerusform>
            <numerusform>Loaded %1 of %2 streams…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 stream(s)…</source>
        <translation>
            <numerusform>Loaded %1 stream…</numerusform>
            <numerusform>Loaded %1 streams…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::TaskHeader</name>
    <message numerus="yes">
        <source>%1 undocumented field(s)</source>
        <translation>
            <numerusform>%1 undocumented field</numerusform>
            <numerusform>%1 undocumented fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 odd value(s)</source>
        <translation>
            <numerusform>%1 odd value</numerusform>
            <numerusform>%1 odd values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 setting note(s)</source>
        <translation>
            <numerusform>%1 setting note</numerusform>
            <numerusform>%1 setting notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::TaskModel</name>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1 partition</numerusform>
            <numerusform>%1 partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 field(s)</source>
        <translation>
            <numerusform>%1 field</numerusform>
            <numerusform>%1 fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::VerdictLine</name>
    <message numerus="yes">
        <source>%1 of %2 partition(s)</source>
        <translation>
            <numerusform>%1 of %2 partition</numerusform>
            <numerusform>%1 of %2 partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) expired before they were dumped</source>
        <translation>
            <numerusform>%1 record expired before it was dumped</numerusform>
            <numerusform>%1 records expired before they were dumped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) discarded</source>
        <translation>
            <numerusform>%1 record discarded</numerusform>
            <numerusform>%1 records discarded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>≈ %1 record(s) wait</source>
        <translation>
            <numerusform>≈ %1 record waits</numerusform>
            <numerusform>≈ %1 records wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The stream has %1 partition(s) that this dump task does not report: %2</source>
        <translation>
            <numerusform>The stream has %1 partition that this dump task does not report: %2</numerusform>
            <numerusform>The stream has %1 partitions that this dump task does not report: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The stream does not list %1 partition(s) of this dump task: %2</source>
        <translation>
            <numerusform>The stream does not list %1 partition of this dump task: %2</numerusform>
            <numerusform>The stream does not list %1 partitions of this dump task: %2</numerusform>
        </translation>
    </message>
</context>
</TS>
