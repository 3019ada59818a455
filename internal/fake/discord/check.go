package fakediscord

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of what Discord takes, counted in characters. Content is counted in UTF-16 units, the way that counts most:
// which way Discord counts is not documented.
const (
	maxContent      = 2000 // resources/message, "Create Message"
	maxNonce        = 25   // the same
	maxEmbeds       = 10   // the same
	maxEmbedTitle   = 256  // resources/message, "Embed Limits"
	maxEmbedText    = 4096
	maxFields       = 25
	maxFieldName    = 256
	maxFieldValue   = 1024
	maxFooter       = 2048
	maxEmbedAuthor  = 256
	maxEmbedsAll    = 6000
	maxRows         = 5 // components/reference, "Legacy Message Component Behavior"
	maxButtons      = 5 // components/reference, "Action Row"
	maxCustomID     = 100
	maxLabel        = 80 // components/reference, "Button"
	maxURL          = 512
	maxOptions      = 25 // components/reference, "String Select"
	maxOption       = 100
	maxPlaceholder  = 150
	maxChoices      = 25 // interactions/receiving-and-responding, "Autocomplete"
	maxChoice       = 100
	maxMentionUsers = 100 // resources/message, "Allowed Mentions Object"
)

func runes(text string) int { return utf8.RuneCountInString(text) }

// sendBody reads and checks a message that is to be sent, or an edit. The fault is empty when all is well.
func (c *call) sendBody(schema string, edit bool) (*sendBody, string) {
	b := &sendBody{}
	if err := json.Unmarshal(c.body, b); err != nil {
		c.violate("a message that is not JSON of the right shape")
		return nil, "not a message"
	}
	if fault := c.check(schema, c.object, 0); fault != "" {
		return nil, fault
	}
	if !edit && !said(c.object) {
		c.violate("an empty message")
		return nil, "Cannot send an empty message"
	}
	return b, ""
}

// said says whether a body has anything that can be seen.
func said(o map[string]any) bool {
	text, _ := o["content"].(string)
	embeds, _ := o["embeds"].([]any)
	parts, _ := o["components"].([]any)
	return text != "" || len(embeds) > 0 || len(parts) > 0
}

// check compares a body with our limits, with Discord's schema, and with what the test asked for. It
// returns the first fault, and records it.
func (c *call) check(schema string, o map[string]any, answer int) string {
	var faults checker
	message := o
	switch {
	case schema == "ApplicationCommandCreateRequest":
		faults.command(o)
		message = nil
	case answer == answerAutocomplete:
		faults.choices(object(o["data"]))
		message = nil
	case answer == answerDefer, answer == answerDeferUpdate:
		message = nil
	case answer != 0:
		message = object(o["data"])
		if answer == answerMessage && !said(message) {
			faults.add("an empty message")
		}
	}
	if message != nil {
		faults.message(message)
		if c.s.noPings {
			faults.noPings(message)
		}
	}
	if fault := againstSchema(schema, o); fault != "" {
		faults.add("%s", fault)
	}
	for _, f := range faults.found {
		c.violate(f)
	}
	if len(faults.found) == 0 {
		return ""
	}
	return faults.found[0]
}

// violate records a fault, without the body: it may hold what people wrote.
func (c *call) violate(fault string) {
	c.s.violations = append(c.s.violations, fmt.Sprintf("%s %s: %s", c.method, c.route(), fault))
}

func (c *call) route() string {
	_, name := c.bucket()
	return name[len(c.method):]
}

// checker collects faults.
type checker struct{ found []string }

func (k *checker) add(format string, args ...any) {
	k.found = append(k.found, fmt.Sprintf(format, args...))
}

// text checks a length; least 0 lets it be absent.
func (k *checker) text(what string, v any, least, most int) int {
	t, _ := v.(string)
	if n := runes(t); n < least || n > most {
		k.add("%s has %d characters; %d to %d are allowed", what, n, least, most)
	}
	return runes(t)
}

func object(v any) map[string]any { o, _ := v.(map[string]any); return o }
func list(v any) []any            { l, _ := v.([]any); return l }

func whole(v any) int {
	f, _ := v.(float64)
	return int(f)
}

func (k *checker) message(o map[string]any) {
	content, _ := o["content"].(string)
	if n := len(utf16.Encode([]rune(content))); n > maxContent {
		k.add("content has %d characters; %d are allowed", n, maxContent)
	}
	if n, ok := o["nonce"].(string); ok {
		k.text("nonce", n, 0, maxNonce)
	}
	embeds := list(o["embeds"])
	if len(embeds) > maxEmbeds {
		k.add("%d embeds; %d are allowed", len(embeds), maxEmbeds)
	}
	total := 0
	for _, e := range embeds {
		total += k.embed(object(e))
	}
	if total > maxEmbedsAll {
		k.add("embeds have %d characters together; %d are allowed", total, maxEmbedsAll)
	}
	k.mentions(o)
	k.parts(o)
}

func (k *checker) embed(e map[string]any) int {
	n := k.text("embed title", e["title"], 0, maxEmbedTitle) + k.text("embed description", e["description"], 0, maxEmbedText)
	n += k.text("embed footer", object(e["footer"])["text"], 0, maxFooter) + k.text("embed author", object(e["author"])["name"], 0, maxEmbedAuthor)
	fields := list(e["fields"])
	if len(fields) > maxFields {
		k.add("an embed has %d fields; %d are allowed", len(fields), maxFields)
	}
	for _, f := range fields {
		n += k.text("embed field name", object(f)["name"], 1, maxFieldName) + k.text("embed field value", object(f)["value"], 1, maxFieldValue)
	}
	if n == 0 && e["image"] == nil && e["thumbnail"] == nil {
		k.add("an embed is empty")
	}
	return n
}

func (k *checker) mentions(o map[string]any) {
	a := object(o["allowed_mentions"])
	parse := list(a["parse"])
	for _, kind := range []string{"users", "roles"} {
		ids := list(a[kind])
		if slices.Contains(parse, any(kind)) && len(ids) > 0 {
			k.add("allowed_mentions has %s both in parse and listed", kind)
		}
		if len(ids) > maxMentionUsers {
			k.add("allowed_mentions lists %d %s; %d are allowed", len(ids), kind, maxMentionUsers)
		}
	}
}

// noPings is what a test can ask for: nobody is mentioned by anything that is sent.
func (k *checker) noPings(o map[string]any) {
	a, ok := o["allowed_mentions"].(map[string]any)
	parse, isList := a["parse"].([]any)
	if !ok || !isList || len(parse) > 0 || len(list(a["users"])) > 0 || len(list(a["roles"])) > 0 || a["replied_user"] == true {
		k.add(`allowed_mentions is not {"parse": []}`)
	}
}

func webURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && slices.Contains([]string{"http", "https", "discord"}, u.Scheme)
}
