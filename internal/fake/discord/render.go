package fakediscord

import (
	"regexp"
	"strings"
)

// Link is a live link that does not show where it leads.
type Link struct{ Label, URL string }

// Text is the words that a reader sees: the content and embeds, marks resolved. Controls are not in it.
func (m *Message) Text() string {
	return m.join(func(t Reading) string { return t.String() })
}

// Rendered is the message as it stands there: the words with the bar of quotes, where links lead, and the controls:
// [button], [link](address), and a select as [placeholder ▾] with its options.
func (m *Message) Rendered() string {
	text := m.join(func(t Reading) string { return t.Shown() })
	var b strings.Builder
	controls(m.Components, func(p *Component) {
		switch {
		case p.Type == partSelect:
			b.WriteString("\n[" + p.Placeholder + " ▾]")
			for _, o := range p.Options {
				b.WriteString("\n  ○ " + o.Label)
				if o.Description != "" {
					b.WriteString(" (" + o.Description + ")")
				}
			}
		case p.Style == linkStyle:
			b.WriteString("\n[" + p.Label + "](" + p.URL + ")")
		case p.Disabled:
			b.WriteString("\n[" + p.Label + " (off)]")
		default:
			b.WriteString("\n[" + p.Label + "]")
		}
	})
	return strings.TrimPrefix(text+b.String(), "\n")
}

// Labels is every word on a control: button labels, placeholders, options.
func (m *Message) Labels() []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	controls(m.Components, func(p *Component) {
		add(p.Label)
		add(p.Placeholder)
		for _, o := range p.Options {
			add(o.Label)
			add(o.Description)
		}
	})
	return all
}

// Links is the live links: masked ones, link buttons and embed titles, but no address that shows itself.
func (m *Message) Links() []Link {
	var all []Link
	m.join(func(t Reading) string {
		for _, l := range t.Lines {
			for i, s := range l.Spans {
				if s.Link == "" || s.Link == s.Text {
					continue
				}
				if n := len(all); i > 0 && n > 0 && l.Spans[i-1].Link == s.Link {
					all[n-1].Label += s.Text // one label in two looks
					continue
				}
				all = append(all, Link{s.Text, s.Link})
			}
		}
		return ""
	})
	for _, e := range m.Embeds {
		if e.URL != "" && e.Title != "" {
			all = append(all, Link{e.Title, e.URL})
		}
	}
	for _, b := range m.Buttons() {
		if b.Style == linkStyle {
			all = append(all, Link{b.Label, b.URL})
		}
	}
	return all
}

// join puts together what show makes of each text, one below the other.
func (m *Message) join(show func(Reading) string) string {
	var all []string
	read := func(src string) {
		if src != "" {
			all = append(all, show(ReadMarkdown(src, m.names)))
		}
	}
	plain := func(text string) {
		if text != "" {
			all = append(all, show(Reading{[]Line{{Spans: []Span{{Text: text}}}}}))
		}
	}
	if m.Loading() {
		plain("is thinking…")
	}
	read(m.Content)
	for _, e := range m.Embeds {
		plain(e.Author.Name)
		read(e.Title)
		read(e.Description)
		for _, f := range e.Fields {
			read(f.Name)
			read(f.Value)
		}
		plain(e.Footer.Text)
	}
	return strings.Join(all, "\n")
}

// mentioned is whom a text mentions.
type mentioned struct {
	users, roles []string
	all          bool
}

var (
	codeParts   = regexp.MustCompile("```[\\s\\S]*?```|`[^`]+`")
	userOrRole  = regexp.MustCompile(`<@([!&]?)(\d+)>`)
	allMentions = regexp.MustCompile(`@(?:everyone|here)`)
)

// mentionsIn is whom a text mentions outside code. A backslash before a mention does not count: it changes what is shown,
// and nothing says that it changes who is notified.
func mentionsIn(text string) mentioned {
	if strings.Contains(text, "`") {
		text = codeParts.ReplaceAllString(text, " ")
	}
	var m mentioned
	for _, f := range userOrRole.FindAllStringSubmatch(text, -1) {
		if f[1] == "&" {
			m.roles = append(m.roles, f[2])
		} else {
			m.users = append(m.users, f[2])
		}
	}
	m.all = allMentions.MatchString(text)
	return m
}
