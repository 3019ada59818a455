package redflag

import (
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// PhrasesName is the file of phrases, read from each layer that has it.
const PhrasesName = "redflag-phrases.yaml"

// spoken is something that people say: with a rule's sign in it, or harmless.
type spoken struct {
	Line
	rule  string // empty for what sounds like no rule in particular
	fires bool
}

// readPhrases reads a layer's phrases, and who signs for them.
func readPhrases(file string, data []byte) (out []spoken, approvedBy string, faults Faults) {
	r := &reader{file: file}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.fault(nil, "%s", strings.TrimSpace(yaml.FormatError(err, false, false)))
		return nil, "", r.faults
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, "", nil // nothing but comments
	}
	list := func(v ast.Node, rule string, fires bool) {
		for _, l := range r.lines(v) {
			out = append(out, spoken{l, rule, fires})
		}
	}
	r.each(tree.Docs[0].Body, func(key string, at, value ast.Node) {
		switch key {
		case "approved_by":
			approvedBy = r.text(value)
		case "harmless":
			list(value, "", false)
		case "rules":
			r.each(value, func(rule string, _, v ast.Node) {
				r.rule = rule
				r.each(v, func(key string, at, v ast.Node) {
					switch key {
					case "fires":
						list(v, rule, true)
					case "not":
						list(v, rule, false)
					default:
						r.fault(at, "unknown key %q", key)
					}
				})
				r.rule = ""
			})
		default:
			r.fault(at, "unknown key %q", key)
		}
	})
	return out, approvedBy, r.faults
}

// checkPhrases reports phrases of no rule, empty ones, and those that are said twice with different meanings. Those of
// rules that a later layer took away are dropped.
func (m *merged) checkPhrases() {
	said := map[string]spoken{}
	kept := m.phrases[:0]
	for _, p := range m.phrases {
		if m.removed[p.rule] {
			continue
		}
		kept = append(kept, p)
		if _, ok := m.byID[p.rule]; !ok && p.rule != "" {
			m.fault(p.Place, p.rule, "no rule has this id")
		}
		text := strings.TrimSpace(plain(p.Text))
		if text == "" {
			m.fault(p.Place, p.rule, "an empty phrase")
			continue
		}
		old, again := said[text]
		switch {
		case again && old.fires != p.fires:
			m.fault(p.Place, p.rule, "%q is a danger here and harmless at %s", p.Text, old.Place)
		case again && old.rule == p.rule:
			m.fault(p.Place, p.rule, "%q is already at %s", p.Text, old.Place)
		}
		said[text] = p
	}
	m.phrases = kept
}

// Phrases counts the phrases that a rule has beside its own examples: those that have its sign, and harmless ones.
func (r *Rules) Phrases(id string) (fires, not int) {
	for _, p := range r.spoken {
		switch {
		case p.rule != id:
		case p.fires:
			fires++
		default:
			not++
		}
	}
	return fires, not
}
