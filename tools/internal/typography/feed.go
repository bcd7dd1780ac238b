package typography

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// Feed sets the titles and descriptions of an RSS feed in the language that its
// <language> element names. Everything else is copied byte for byte.
func Feed(feed []byte) ([]byte, error) {
	language, err := feedLanguage(feed)
	if err != nil || language == "" {
		return feed, err
	}
	var out bytes.Buffer
	copied := int64(0)
	err = eachText(feed, func(element string, from, to int64, text string) {
		if element != "title" && element != "description" {
			return
		}
		out.Write(feed[copied:from])
		out.WriteString(escapeText(Text(language, text)))
		copied = to
	})
	out.Write(feed[copied:])
	return out.Bytes(), err
}

func feedLanguage(feed []byte) (language string, err error) {
	err = eachText(feed, func(element string, _, _ int64, text string) {
		if element == "language" && language == "" {
			language = text
		}
	})
	return language, err
}

// eachText calls f with every text directly inside an element and its place in
// the bytes of the document.
func eachText(doc []byte, f func(element string, from, to int64, text string)) error {
	d := xml.NewDecoder(bytes.NewReader(doc))
	element := ""
	for {
		from := d.InputOffset()
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("set feed: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			element = t.Name.Local
		case xml.EndElement:
			element = ""
		case xml.CharData:
			f(element, from, d.InputOffset(), string(t))
		}
	}
}
