package importing

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a Word document, which is a zip file and may pretend to be small.
const (
	maxParts    = 5000      // files in it
	maxUnzipped = 200 << 20 // bytes of all of them, pictures too
	maxPart     = 30 << 20  // bytes of one that is read
)

// Document reads a Word document.
func Document(name string, data []byte) (*Article, error) {
	return article(name, func(a *Article) ([]block, error) {
		root, err := a.document(data)
		if err != nil {
			return nil, err
		}
		a.strip(root)
		return a.blocks(root, name), nil
	})
}

// document opens the document and makes a page of its text.
func (a *Article) document(data []byte) (*html.Node, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return nil, errors.New("has a password, or is an old .doc under a new name; open it in Word and save it as Word document (.docx) without a password")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("is not a Word document, or is damaged; open it in Word and save it as .docx once more")
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("is made of %d files, more than %d; copy its text into a new document", len(z.File), maxParts)
	}
	total := uint64(0)
	for _, f := range z.File {
		if total += min(f.UncompressedSize64, maxUnzipped+1); total > maxUnzipped {
			return nil, fmt.Errorf("grows to more than %d MB when it is opened; take the pictures out, or copy its text into a new document", maxUnzipped>>20)
		}
	}
	text, err := part(z, "document")
	if err != nil {
		return nil, err
	}
	if text == nil {
		return nil, errors.New("is a zip file without a Word document in it; open it in Word and save it as .docx once more")
	}
	w := &word{article: a, ids: map[string]*html.Node{}, styles: map[string]style{}, counters: map[string]*[9]int{}}
	for file, what := range map[string]string{"styles": "styles", "numbering": "lists"} {
		root, err := part(z, file)
		if err != nil {
			return nil, fmt.Errorf("its %s are damaged; open it in Word and save it as .docx once more", what)
		}
		if root != nil {
			w.index(root)
		}
	}
	return w.page(text), nil
}

// part reads one of a document's parts, for which programs have names such as word/document.xml and word/document2.xml; nil
// when there is none.
func part(z *zip.Reader, name string) (*html.Node, error) {
	i := slices.IndexFunc(z.File, func(f *zip.File) bool {
		rest, ok := strings.CutPrefix(f.Name, "word/"+name)
		return ok && strings.Trim(rest, "0123456789") == ".xml"
	})
	if i < 0 {
		return nil, nil
	}
	in, err := z.File[i].Open()
	var data []byte
	if err == nil {
		defer in.Close()
		data, err = io.ReadAll(io.LimitReader(in, maxPart+1))
	}
	if err != nil {
		return nil, fmt.Errorf("is damaged in %s (%w); open it in Word and save it as .docx once more", z.File[i].Name, err)
	}
	if len(data) > maxPart {
		return nil, fmt.Errorf("holds more than %d MB of text; split it", maxPart>>20)
	}
	return parseXML(data)
}
