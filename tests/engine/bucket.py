"""A bucket in memory that speaks as much of S3 as reading needs: to list, to look, to get a range."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "news"


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    files: dict[str, bytes]

    def do_HEAD(self) -> None:
        bucket, _, key = unquote(urlsplit(self.path).path)[1:].partition("/")
        there = bucket == BUCKET and (not key or key in self.files)
        self._send(200 if there else 404, self.files.get(key, b""), "application/octet-stream")

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        bucket, _, key = unquote(asked.path)[1:].partition("/")
        if bucket != BUCKET:
            self._send(404, b"<Error><Code>NoSuchBucket</Code></Error>", "application/xml")
        elif not key:
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            self._send(200, self._listed(query).encode(), "application/xml")
        elif key not in self.files:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>", "application/xml")
        else:
            content, begin, end = self.files[key], *self._range(len(self.files[key]))
            head = {"Content-Range": f"bytes {begin}-{end - 1}/{len(content)}"}
            self._send(206, content[begin:end], "application/octet-stream", head)

    def _range(self, size: int) -> tuple[int, int]:
        first, _, last = self.headers.get("Range", f"bytes=0-{size - 1}")[6:].partition("-")
        return int(first), min(int(last) + 1, size)

    def _listed(self, query: dict[str, str]) -> str:
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        keys, folders = [], set()
        for key in sorted(self.files):
            if key.startswith(prefix):
                inner, mark, _ = key[len(prefix) :].partition(delimiter or "\0")
                if mark:
                    folders.add(prefix + inner + mark)
                else:
                    keys.append(key)
        several = int(query.get("max-keys", "1000"))
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.files[key])}</Size>"
            "<LastModified>2021-01-01T00:00:00.000Z</LastModified></Contents>"
            for key in keys[:several]
        )
        found += "".join(
            f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
            for name in sorted(folders)
        )
        return (
            f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>"
            f"<KeyCount>{len(keys[:several]) + len(folders)}</KeyCount>{found}</ListBucketResult>"
        )

    def _send(
        self, status: int, content: bytes, kind: str, head: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        heads = {"Content-Type": kind, "Last-Modified": "Fri, 01 Jan 2021 00:00:00 GMT"}
        for name, value in {**heads, **(head or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def bucket_of(files: dict[str, bytes]) -> Iterator[str]:
    """Serve files as those of a bucket; give the server's address."""
    answers = type("Answers", (_Answers,), {"files": files})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
