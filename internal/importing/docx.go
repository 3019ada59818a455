package importing

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
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
	a := &Article{Title: baseName(name)}
	root, err := a.document(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	a.strip(root)
	if err := a.shape(a.blocks(root, "")); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
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
	parts, total := map[string]*zip.File{}, uint64(0)
	for _, f := range z.File {
		if total += min(f.UncompressedSize64, maxUnzipped+1); total > maxUnzipped {
			return nil, fmt.Errorf("grows to more than %d MB when it is opened; take the pictures out, or copy its text into a new document", maxUnzipped>>20)
		}
		if parts[f.Name] == nil {
			parts[f.Name] = f
		}
	}
	body, err := mainDocument(parts)
	if err != nil {
		return nil, err
	}
	beside := path.Dir(body) + "/"
	r := &docxReader{article: a, counters: map[string]*[maxDepth]int{}}
	if styles, err := part(parts, beside+"styles.xml"); err == nil {
		if r.styles, err = readStyles(styles); err != nil {
			return nil, fmt.Errorf("its styles are damaged (%w); open it in Word and save it as .docx once more", err)
		}
	}
	if numbering, err := part(parts, beside+"numbering.xml"); err == nil {
		if r.numbering, err = readNumbering(numbering); err != nil {
			return nil, fmt.Errorf("its lists are damaged (%w); open it in Word and save it as .docx once more", err)
		}
	}
	text, err := part(parts, body)
	if err != nil {
		return nil, err
	}
	return r.read(text)
}

// mainDocument is the name of the part that holds the text: where the document says so, else where Word puts it.
func mainDocument(parts map[string]*zip.File) (string, error) {
	if rels, err := part(parts, "_rels/.rels"); err == nil {
		var all struct {
			Relationship []struct {
				Type   string `xml:"Type,attr"`
				Target string `xml:"Target,attr"`
			}
		}
		if xml.Unmarshal(rels, &all) == nil {
			for _, rel := range all.Relationship {
				name := strings.TrimPrefix(path.Clean("/"+rel.Target), "/")
				if strings.HasSuffix(rel.Type, "/officeDocument") && parts[name] != nil {
					return name, nil
				}
			}
		}
	}
	const usual = "word/document.xml"
	if parts[usual] == nil {
		return "", errors.New("is a zip file without a Word document in it; open it in Word and save it as .docx once more")
	}
	return usual, nil
}

// part reads one part whole.
func part(parts map[string]*zip.File, name string) ([]byte, error) {
	f := parts[name]
	if f == nil {
		return nil, fmt.Errorf("has no %s in it", name)
	}
	in, err := f.Open()
	var data []byte
	if err == nil {
		defer in.Close()
		data, err = io.ReadAll(io.LimitReader(in, maxPart+1))
	}
	if err != nil {
		return nil, fmt.Errorf("is damaged in %s (%w); open it in Word and save it as .docx once more", name, err)
	}
	if len(data) > maxPart {
		return nil, fmt.Errorf("holds more than %d MB of text; split it", maxPart>>20)
	}
	return data, nil
}
