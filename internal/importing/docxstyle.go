package importing

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// value is an element with nothing but a value.
type value struct {
	Val *string `xml:"val,attr"`
}

// on tells whether a property is set: it is when it stands there, unless it says no.
func (v *value) on() bool {
	if v == nil {
		return false
	}
	switch v.or("true") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func (v *value) or(other string) string {
	if v == nil || v.Val == nil {
		return other
	}
	return *v.Val
}

func (v *value) number(other int) int {
	if n, err := strconv.Atoi(v.or("")); err == nil {
		return n
	}
	return other
}

// listing says to which list a paragraph belongs, and how deep.
type listing struct {
	Level *value `xml:"ilvl"`
	ID    *value `xml:"numId"`
}

// style is how paragraphs or words of a kind look.
type style struct {
	ID      string   `xml:"styleId,attr"`
	Name    *value   `xml:"name"`
	BasedOn *value   `xml:"basedOn"`
	Outline *value   `xml:"pPr>outlineLvl"`
	List    *listing `xml:"pPr>numPr"`
	Bold    *value   `xml:"rPr>b"`
}

// styles are a document's styles by their ids.
type styles map[string]*style

func readStyles(data []byte) (styles, error) {
	var all struct {
		Style []*style `xml:"style"`
	}
	if err := xml.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	out := styles{}
	for _, s := range all.Style {
		out[s.ID] = s
	}
	return out, nil
}

// chain are a style and those that it is based on.
func (all styles) chain(id string) []*style {
	const longest = 20
	var out []*style
	for s := all[id]; s != nil && len(out) < longest; s = all[s.BasedOn.or("")] {
		out = append(out, s)
	}
	return out
}

// name is what a style is called in English, whatever the language of the program; a style that is not described has its
// id for a name.
func (all styles) name(id string) string {
	if s := all[id]; s != nil {
		id = s.Name.or(id)
	}
	return strings.ToLower(strings.ReplaceAll(id, " ", ""))
}

// title is the level of a document's title, and headings come after it.
const title = 0

// level is the level of the heading that a style makes; ok tells whether it makes one.
func (all styles) level(id string) (level int, ok bool) {
	names := []string{all.name(id)}
	for _, s := range all.chain(id) {
		if n := s.Outline.number(-1); n >= 0 {
			return n + 1, n < 9 // 9 is text
		}
		names = append(names, all.name(s.ID))
	}
	for _, name := range names {
		if name == "title" {
			return title, true
		}
		if n, isHeading := strings.CutPrefix(name, "heading"); isHeading && len(n) == 1 && '1' <= n[0] && n[0] <= '9' {
			return int(n[0] - '0'), true
		}
	}
	return 0, false
}

// bold tells whether the words of a style are bold.
func (all styles) bold(id string) bool {
	for _, s := range all.chain(id) {
		if s.Bold != nil {
			return s.Bold.on()
		}
	}
	return false
}

// list is the list that a style puts its paragraphs into.
func (all styles) list(id string) *listing {
	for _, s := range all.chain(id) {
		if s.List != nil {
			return s.List
		}
	}
	return nil
}

// numbering tells of each list and each of its levels whether it has numbers.
type numbering map[string]*[maxDepth]bool

// maxDepth is how deep Word's lists go.
const maxDepth = 9

func readNumbering(data []byte) (numbering, error) {
	type level struct {
		Level  int    `xml:"ilvl,attr"`
		Format *value `xml:"numFmt"`
	}
	var all struct {
		Abstract []struct {
			ID     string  `xml:"abstractNumId,attr"`
			Levels []level `xml:"lvl"`
		} `xml:"abstractNum"`
		Num []struct {
			ID       string `xml:"numId,attr"`
			Abstract *value `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if err := xml.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	kinds := map[string]*[maxDepth]bool{}
	for _, a := range all.Abstract {
		kinds[a.ID] = &[maxDepth]bool{}
		for _, l := range a.Levels {
			if l.Level >= 0 && l.Level < maxDepth {
				f := l.Format.or("decimal")
				kinds[a.ID][l.Level] = f != "bullet" && f != "none"
			}
		}
	}
	out := numbering{}
	for _, n := range all.Num {
		if k := kinds[n.Abstract.or("")]; k != nil {
			out[n.ID] = k
		}
	}
	return out, nil
}
