package redflag

import (
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// layer is one redflags.yaml as read, before it is merged with the others.
type layer struct {
	file       string
	approvedBy string // who signs for what the file takes away
	off        []Line
	sets       map[string][]Line
	context    map[string][]Line
	same       map[string]string
	lookalikes []string
	sources    map[string]string
	rules      []layerRule
	phrases    []spoken
	phrasesBy  string // who signs for the harmless ones
}

// layerRule is a rule of a layer and which keys it gives.
type layerRule struct {
	Rule
	has map[string]bool
}

// readLayer reads a file; what is wrong is collected, not returned at once.
func readLayer(file string, data []byte) (layer, Faults) {
	l := layer{file: file, sets: map[string][]Line{}, context: map[string][]Line{}, same: map[string]string{},
		sources: map[string]string{}}
	r := &reader{file: file}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.fault(nil, "%s", strings.TrimSpace(yaml.FormatError(err, false, false)))
		return l, r.faults
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		r.fault(nil, "one YAML document expected")
		return l, r.faults
	}
	r.each(tree.Docs[0].Body, func(key string, at, value ast.Node) {
		switch key {
		case "approved_by":
			l.approvedBy = r.text(value)
		case "off":
			l.off = r.lines(value)
		case "sets":
			r.each(value, func(name string, _, v ast.Node) { l.sets[name] = r.lines(v) })
		case "context":
			r.each(value, func(name string, k, v ast.Node) {
				if roleNames()[name] == 0 && name != "fillers" {
					r.fault(k, "unknown key %q under context", name)
				}
				l.context[name] = r.lines(v)
			})
		case "same":
			r.each(value, func(name string, _, v ast.Node) { l.same[name] = r.text(v) })
		case "sources":
			r.each(value, func(name string, _, v ast.Node) { l.sources[name] = r.text(v) })
		case "lookalikes":
			l.lookalikes = strings.Fields(r.text(value))
		case "rules":
			for _, n := range r.items(value) {
				l.rules = append(l.rules, r.readRule(n))
			}
		default:
			r.fault(at, "unknown key %q", key)
		}
	})
	return l, r.faults
}

func (r *reader) readRule(n ast.Node) layerRule {
	ru := layerRule{has: map[string]bool{}}
	ru.Place = Place{r.file, n.GetToken().Position.Line}
	r.rule = ""
	r.each(n, func(key string, _, value ast.Node) {
		if key == "id" {
			r.rule = r.text(value)
		}
	})
	r.each(n, func(key string, at, value ast.Node) {
		ru.has[key] = true
		if key == "id" {
			ru.Place.Line = at.GetToken().Position.Line
		}
		if !r.ruleKey(&ru.Rule, key, value) {
			r.fault(at, "unknown key %q", key)
		}
	})
	if ru.ID == "" {
		r.fault(n, "a rule without an id")
	}
	r.rule = ""
	return ru
}

func (r *reader) ruleKey(ru *Rule, key string, v ast.Node) bool {
	switch key {
	case "id":
		ru.ID = r.text(v)
	case "level":
		ru.Grade = r.grade(v)
	case "priority":
		r.into(v, &ru.Priority)
	case "link":
		link, ok := linkOf(r.text(v))
		if !ok {
			r.fault(v, "link is none, reschedule, clinic or keep")
		}
		ru.Link = link
	case "title":
		ru.Title = r.text(v)
	case "sign":
		ru.Sign = r.text(v)
	case "patterns":
		ru.Patterns = r.lines(v)
	case "unless":
		ru.Unless = r.lines(v)
	case "graver":
		for _, n := range r.items(v) {
			var g Graver
			r.each(n, func(key string, at, v ast.Node) {
				switch key {
				case "level":
					g.Grade = r.grade(v)
				case "if":
					g.If = Line{r.text(v), Place{r.file, v.GetToken().Position.Line}}
				default:
					r.fault(at, "unknown key %q", key)
				}
			})
			ru.Graver = append(ru.Graver, g)
		}
	case "even":
		for _, l := range r.lines(v) {
			if guardOf(l.Text) == 0 && l.Text != evenUnlike {
				r.fault(v, "even holds gone, past, asked or unlike, not %q", l.Text)
			}
			ru.Even = append(ru.Even, l.Text)
		}
	case "reason":
		ru.Reason = r.text(v)
	case "advice":
		ru.Advice = r.text(v)
	case "source":
		for _, l := range r.lines(v) {
			ru.Sources = append(ru.Sources, l.Text)
		}
	case "contact":
		ru.Contact = r.text(v)
	case "private":
		r.into(v, &ru.Private)
	case "aside":
		ru.Aside = r.text(v)
	case "fires":
		ru.Fires = r.lines(v)
	case "not":
		ru.Not = r.lines(v)
	case "es":
		ru.Spanish = r.spanish(v)
	case "approved_by":
		ru.ApprovedBy = r.text(v)
	case "approved_on":
		ru.ApprovedOn = r.text(v)
	default:
		return false
	}
	return true
}

func (r *reader) spanish(n ast.Node) *Spanish {
	var es Spanish
	r.each(n, func(key string, at, v ast.Node) {
		switch key {
		case "reviewed_by":
			es.ReviewedBy = r.text(v)
		case "patterns":
			es.Patterns = r.lines(v)
		case "reason":
			es.Reason = r.text(v)
		case "advice":
			es.Advice = r.text(v)
		case "fires":
			es.Fires = r.lines(v)
		case "not":
			es.Not = r.lines(v)
		default:
			r.fault(at, "unknown key %q under es", key)
		}
	})
	return &es
}

func (r *reader) grade(v ast.Node) Grade {
	name := r.text(v)
	g, ok := GradeOf(name)
	if !ok {
		r.fault(v, "unknown level %q", name)
	}
	return g
}

// evenUnlike stands under "even" in a rule that fires even when the message sounds harmless.
const evenUnlike = "unlike"

func guardOf(name string) guard {
	switch name {
	case "gone":
		return over
	case "past":
		return past | other
	case "asked":
		return asked | askedFor
	}
	return 0
}
