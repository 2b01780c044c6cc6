"""The glossary: the standard terms of film language, each in one sense, and the words used for them by mistake."""
