"""One article with its matches and voices, to be read in a terminal or in a browser."""

from __future__ import annotations

from framing.report.article.page import article_page
from framing.report.article.view import ArticleView, CategoryRow, Piece, RunMark, view_article

__all__ = ["ArticleView", "CategoryRow", "Piece", "RunMark", "article_page", "view_article"]
