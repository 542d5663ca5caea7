package im.regent.core.xml;

/** What an element holds: elements and text, in order. */
public sealed interface Node permits Element, Text {}
