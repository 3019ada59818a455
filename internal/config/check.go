package config

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"backtalk/internal/text"
)

// Limits of what people and platforms can show.
const (
	MaxLabel    = 75  // a button's text in Slack: docs.slack.dev/reference/block-kit/block-elements/button-element
	MaxURL      = 512 // a link button in Discord: docs.discord.com/developers/components/reference
	MaxSubjects = 80  // of a sentence that people are to read to its end
	maxPath     = 1000
	maxText     = 120 // names and numbers; longer ones no longer fit in a sentence
)

// ContactNames are the names under clinic.emergency and clinic.crisis: the contacts that the danger signs' advice
// speaks of.
func ContactNames() (emergency, crisis []string) {
	return []string{"emergency", "poison"},
		[]string{"crisis", "crisis_chat", "violence", "child_abuse", "trafficking", "assault", "missing"}
}

// homeOf is the section where a key of this name belongs; "" when there is none.
func homeOf(name string) string {
	emergency, crisis := ContactNames()
	for _, section := range []struct {
		home  string
		names []string
	}{
		{"clinic", []string{"name", "phone", "contact_url", "booking_url", "booking_label", "subjects", "emergency", "crisis"}},
		{"knowledge", []string{"folder", "builtin"}},
		{"thresholds", []string{"quote", "clarify", "listen"}},
		{"discord", []string{"ask", "try_in"}},
		{"spaces.ID", []string{"listen", "forums", "forum_text", "staff", "staff_channel", "staff_credit"}},
		{"clinic.emergency", emergency},
		{"clinic.crisis", crisis},
	} {
		if slices.Contains(section.names, name) {
			return section.home
		}
	}
	return ""
}

func (r *reader) clinic(e entry, c *Clinic) {
	emergency, crisis := ContactNames()
	r.section(e, []key{
		{"name", func(e entry) { c.Unnamed = !r.line(e, &c.Name, maxText) }},
		{"phone", func(e entry) {
			if r.line(e, &c.Phone, maxText) && !looksPhone(c.Phone) {
				r.fault(e.line, "%s: write a phone number as people should read it, such as \"(770) 555-0100\"", e.path)
			}
		}},
		{"contact_url", func(e entry) { r.address(e, &c.ContactURL) }},
		{"booking_url", func(e entry) { r.address(e, &c.BookingURL) }},
		{"booking_label", func(e entry) { r.line(e, &c.BookingLabel, MaxLabel) }},
		{"subjects", func(e entry) { r.line(e, &c.Subjects, MaxSubjects) }},
		{"emergency", func(e entry) { c.Emergency = r.contacts(e, emergency) }},
		{"crisis", func(e entry) { c.Crisis = r.contacts(e, crisis) }},
	})
}

func (r *reader) knowledge(e entry, k *Knowledge) {
	r.section(e, []key{
		{"folder", func(e entry) { r.line(e, &k.Folder, maxPath) }},
		{"builtin", func(e entry) { k.Builtin = r.yesOrNo(e) }},
	})
}

func (r *reader) thresholds(e entry, t *Thresholds) {
	r.section(e, []key{
		{"quote", func(e entry) { t.Quote = r.number(e) }},
		{"clarify", func(e entry) { t.Clarify = r.number(e) }},
		{"listen", func(e entry) { t.Listen = r.number(e) }},
	})
	if t.Quote != nil && t.Clarify != nil && *t.Clarify > *t.Quote {
		r.fault(e.line, "thresholds: clarify is above quote, so nothing would ever be clarified; make clarify the smaller one")
	}
}

// contacts reads texts by contact name.
func (r *reader) contacts(e entry, names []string) map[string]string {
	all := map[string]string{}
	var keys []key
	for _, name := range names {
		keys = append(keys, key{name, func(e entry) {
			var text string
			if r.line(e, &text, maxText) {
				all[name] = text
			}
		}})
	}
	r.section(e, keys)
	if len(all) == 0 {
		return nil
	}
	return all
}

// line reads one short line into to and tells whether there is one.
func (r *reader) line(e entry, to *string, limit int) bool {
	line, ok := r.text(e)
	switch hidden := text.UnseenFault(line); {
	case !ok || line == "":
		return false
	case strings.ContainsFunc(line, func(c rune) bool { return unicode.In(c, unicode.Cc, unicode.Zl, unicode.Zp) }):
		r.fault(e.line, "%s: keep it on one line, without tabs and control characters", e.path)
		return false
	case hidden != "":
		r.fault(e.line, "%s: %s", e.path, hidden)
		return false
	case utf8.RuneCountInString(line) > limit:
		r.fault(e.line, "%s: has %d characters; write at most %d", e.path, utf8.RuneCountInString(line), limit)
		return false
	}
	*to = line
	return true
}

// decision reads true or false into to; nothing leaves it as it is.
func (r *reader) decision(e entry, to *bool) {
	switch n := e.value.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
	case *ast.BoolNode:
		*to = n.Value
	default:
		r.fault(e.line, "%s: write true or false", e.path)
	}
}

// yesOrNo reads yes or no, which may be written as true or false; nil when nothing is given.
func (r *reader) yesOrNo(e entry) *bool {
	if b, ok := e.value.(*ast.BoolNode); ok {
		return &b.Value
	}
	var word string
	if !r.line(e, &word, maxText) {
		return nil
	}
	yes := strings.EqualFold(word, "yes")
	if !yes && !strings.EqualFold(word, "no") {
		r.fault(e.line, "%s: write yes or no", e.path)
		return nil
	}
	return &yes
}

// address reads a URL that may be shown as a link.
func (r *reader) address(e entry, to *string) {
	var text string
	if !r.line(e, &text, MaxURL) {
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || strings.ContainsFunc(text, unsafeInURL):
		r.fault(e.line, "%s: write the whole address, such as https://example.com/book", e.path)
	case u.User != nil:
		r.fault(e.line, "%s: an address with a user name or password in it is no public link; write it without", e.path)
	case u.Scheme == "http" && isLocal(u.Hostname()), u.Scheme == "https":
		if plain, ok := r.plainHost(e, u, text); ok {
			*to = plain
		}
	default:
		r.fault(e.line, "%s: the address must start with https:// (http:// is for this machine only)", e.path)
	}
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// unsafeInURL tells what could end a link early or start another one in a platform's markup.
func unsafeInURL(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("<>|\"`\\", c) }

// looksPhone tells whether text is a phone number: 7 to 15 digits or, as in 1-800-GO-BACKS, capital letters for some
// of them, with the usual signs between and perhaps an extension.
func looksPhone(text string) bool {
	number := regexp.MustCompile(`(?i)[ ,]*(ext\.?|x)[ ]?[0-9]{1,6}$`).ReplaceAllString(text, "")
	digits, keys := 0, 0
	for i, c := range number {
		switch {
		case c >= '0' && c <= '9':
			digits++
			keys++
		case c >= 'A' && c <= 'Z':
			keys++
		case c == '+' && i == 0, strings.ContainsRune(" ().-/", c), c == '\u00a0', c == '\u2011':
		default:
			return false
		}
	}
	return digits >= 3 && keys >= 7 && keys <= 15
}
