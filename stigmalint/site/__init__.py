"""Crawl and lint a website; everything here but `options` and `addresses` needs the extra `site`."""
