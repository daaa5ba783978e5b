"""The report as one web page: figures, filters and every finding in its sentence, in a file that asks for nothing."""
