"""An MCP server with one tool, for assistants that read the web: python mcp_server.py"""

import ipaddress
import os
import urllib.request as web
from http.client import HTTPConnection, HTTPSConnection

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import unhusk

server = MCPServer("unhusk")


# A connection to public addresses only: asked of the socket, as a name may resolve to another address the next time.
class Public:
    def connect(self):
        super().connect()
        if not (ipaddress.ip_address(self.sock.getpeername()[0]).is_global or os.environ.get("UNHUSK_MCP_PRIVATE")):
            raise ToolError("addresses of private networks are refused")


http = type("", (web.HTTPHandler,), {"http_open": lambda self, it: self.do_open(type("", (Public, HTTPConnection), {}), it)})
https = type("", (web.HTTPSHandler,), {"https_open": lambda self, it: self.do_open(type("", (Public, HTTPSConnection), {}), it)})
opener = web.OpenerDirector()
for kind in (http, https, web.HTTPRedirectHandler, web.HTTPDefaultErrorHandler, web.HTTPErrorProcessor, web.UnknownHandler):
    opener.add_handler(kind())  # and no others: they would read files


@server.tool()
def clean_page(url: str, start: int = 0, length: int = 20_000) -> str:
    """Fetches a web page and gives its article as Markdown, `length` characters from `start` on."""
    with opener.open(url, timeout=20) as it:
        page = unhusk.clean(it.read(8 << 20), url=it.url, encoding=it.headers.get_content_charset(), markdown=True)
    article, end = f"# {page.title or url}\n\n{page.markdown}", start + length
    return article[start:end] + (f"\n\n[more from start={end}]" if end < len(article) else "")


server.run()
