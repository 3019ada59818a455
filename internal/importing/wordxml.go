package importing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// parseXML reads one of Word's files into nodes. Each is called as its element is, without Word's namespace; what belongs to
// another one, such as a drawing, has a colon before its name.
func parseXML(data []byte) (*html.Node, error) {
	const deepest, most = 60, 1_000_000 // elements inside each other, and in all
	root := &html.Node{Type: html.ElementNode}
	in := xml.NewDecoder(bytes.NewReader(data))
	depth, count, paragraphs := 0, 0, 0
	for at := root; ; {
		t, err := in.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, fmt.Errorf("is damaged after paragraph %d (%w); open it in Word and save it as .docx once more", paragraphs, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			n := &html.Node{Type: html.ElementNode, Data: t.Name.Local}
			for _, a := range t.Attr {
				n.Attr = append(n.Attr, html.Attribute{Key: a.Name.Local, Val: a.Value})
			}
			if space := t.Name.Space; space != "" && space != "w" && !strings.HasSuffix(space, "/wordprocessingml/main") && !strings.Contains(space, "/wordprocessingml/20") {
				n.Data = ":" + n.Data
			}
			if n.Data == "p" {
				paragraphs++
			}
			at.AppendChild(n)
			at = n
			if count++; count > most {
				return nil, fmt.Errorf("is made of more than %d pieces; split it", most)
			}
			if depth++; depth > deepest {
				return nil, fmt.Errorf("after paragraph %d tables and text boxes stand inside each other too often; take some of them apart", paragraphs)
			}
		case xml.EndElement:
			at = at.Parent
			depth--
		case xml.CharData:
			if at.Data == "t" {
				at.AppendChild(textNode(string(t)))
			}
		}
	}
}

// property follows a path of elements; nil when one of them is not there.
func property(n *html.Node, path ...string) *html.Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		next := n.FirstChild
		for next != nil && next.Data != name {
			next = next.NextSibling
		}
		n = next
	}
	return n
}

// value is the value of a property; empty when it has none.
func value(n *html.Node, path ...string) string {
	if n = property(n, path...); n == nil {
		return ""
	}
	return attr(n, "val")
}

// isOn tells whether a property is set: it is when it stands there, unless it says no.
func isOn(n *html.Node) bool {
	return n != nil && !slices.Contains([]string{"0", "false", "off", "none"}, attr(n, "val"))
}
