package ingest

import (
	"io"

	"proximite/tools/internal/diagnostic"
)

// identify finds out the format by content and decodes text.
func identify(name string, data io.ReaderAt, size int64, opt Options) (input, *diagnostic.Diagnostic, error) {
	return input{name: name, data: data, size: size}, nil, nil
}

// readerOf is the reader of a format that identify returned.
func readerOf(format string) func(input, Options) (*source, error) {
	switch format {
	case "docx":
		return readDOCX
	case "odt":
		return readODT
	case "xlsx":
		return readXLSX
	case "html":
		return readHTML
	}
	return nil
}
