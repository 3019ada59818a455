package chattest

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/chat"
)

// flaw is one way in which an adapter can break the contract.
type flaw string

// fake is an adapter that can do everything, in memory, with at most one flaw.
type fake struct {
	Setup
	flaw flaw

	mu       sync.Mutex
	accepted map[string]bool
	order    []string
	posts    map[string]Post // by the key of what is answered
}

func newFake(s Setup, f flaw) *fake {
	return &fake{Setup: s, flaw: f, accepted: map[string]bool{}, posts: map[string]Post{}}
}

func (f *fake) accept(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	twice := f.accepted[key]
	f.accepted[key] = true
	return !twice || f.flaw == "answers redeliveries"
}

// Message delivers a message.
func (f *fake) Message(m chat.Message) {
	if !f.accept(fmt.Sprint(m.Key(), m.Edited)) || f.flaw == "same words are twins" && !f.accept(m.Text) {
		return
	}
	switch f.flaw {
	case "logs words":
		f.Log.Info("message", "text", m.Text)
	case "alters words":
		m.Text = strings.ReplaceAll(m.Text, "&amp;", "&")
	case "all are addressed":
		m.Addressed = true
	case "calls twice":
		f.Handler.Message(context.Background(), m)
	}
	if f.flaw == "new key at a change" && m.Edited {
		m.ID += "-changed"
	}
	f.post(m.Key(), f.call(func(ctx context.Context) *chat.Reply { return f.Handler.Message(ctx, m) }))
}

// Press delivers a press.
func (f *fake) Press(p chat.Press) {
	if f.accept("press/" + p.ID) {
		if f.flaw == "loses the ref" {
			p.Ref = ""
		}
		f.post("press/"+p.ID, f.call(func(ctx context.Context) *chat.Reply { return f.Handler.Press(ctx, p) }))
	}
}

// Delete deletes a message.
func (f *fake) Delete(m chat.Message) {
	if f.flaw != "forgets nothing" {
		f.Handler.Forget(context.Background(), m.Key())
	}
}

func (f *fake) call(do func(context.Context) *chat.Reply) (r *chat.Reply) {
	ctx := context.Background()
	if f.flaw != "no deadline" {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, f.Deadline)
		defer cancel()
	}
	defer func() {
		if p := recover(); p != nil {
			r = &chat.Reply{Text: "sorry"}
			switch f.flaw {
			case "tells the panic":
				r.Text = fmt.Sprint(p)
			case "swallows the panic":
				r = nil
			case "does not log the panic":
				return
			}
			f.Log.Error("the handler panicked")
		}
	}()
	r = do(ctx)
	if ctx.Err() != nil && f.flaw == "drops late replies" {
		return nil
	}
	return r
}

func (f *fake) post(key string, r *chat.Reply) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r == nil {
		if f.flaw == "posts silence" {
			f.add(key, Post{Text: "..."})
		}
		return
	}
	if r.Private && r.Aside != "" && f.flaw != "no aside" {
		f.add(key+"/aside", Post{Text: r.Aside})
	}
	if r.Replace != "" && f.flaw != "posts changes anew" {
		key = r.Replace
	} else if r.Replace != "" {
		key += "/again"
	}
	if f.flaw == "answers redeliveries" {
		key += fmt.Sprint("/", len(f.order))
	}
	f.add(key, f.render(r))
	if f.flaw == "posts twice" {
		f.add(key+"/again", f.render(r))
	}
}

func (f *fake) add(key string, p Post) {
	if _, there := f.posts[key]; !there {
		f.order = append(f.order, key)
	}
	f.posts[key] = p
}

func (f *fake) render(r *chat.Reply) Post {
	p := Post{Private: r.Private && f.flaw != "private is public"}
	lead := r.Lead
	if f.flaw == "lead last" {
		lead = ""
	}
	parts := []string{lead}
	for _, q := range r.Passages {
		text := q.Passage.Text()
		if f.flaw == "trims lines" {
			text = regexp.MustCompile(`[ \t]+\n`).ReplaceAllString(text, "\n")
		}
		if f.flaw == "escapes twice" {
			text = strings.ReplaceAll(text, "*", `\*`)
		}
		parts = append(parts, text, q.Passage.Document().Title, q.Passage.Heading())
		if f.flaw != "no headings" {
			parts = append(parts, q.Leads...)
		}
	}
	parts = append(parts, r.Text)
	for _, c := range r.Choices {
		parts = append(parts, c.Label)
	}
	if r.Link != nil {
		parts = append(parts, r.Link.Label)
		p.Links = []chat.Link{*r.Link}
		if f.flaw == "no link" {
			p.Links = nil
		}
	}
	for _, b := range r.Buttons {
		if f.flaw != "no buttons" {
			parts = append(parts, b.Label)
		}
	}
	if f.flaw == "lead last" {
		parts = append(parts, r.Lead)
	}
	p.Text = strings.Join(parts, "\n")
	if f.flaw == "mentions" && strings.Contains(p.Text, "@everyone") {
		p.Mentions = []string{"everyone"}
	}
	if f.flaw == "live markup" && strings.Contains(p.Text, "](https") {
		p.Links = append(p.Links, chat.Link{Label: "here", URL: "https://evil.example/a"})
	}
	return p
}

// Posts is what stands there.
func (f *fake) Posts() []Post {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []Post
	for _, key := range f.order {
		all = append(all, f.posts[key])
	}
	return all
}

// Close ends nothing.
func (f *fake) Close() error { return nil }

func fakeSuite(f flaw) Suite {
	return Suite{New: func(_ testing.TB, s Setup) Adapter { return newFake(s, f) },
		Can: []Ability{Redelivery, Editing, Deleting, Pressing, Buttons, Privacy, Overhears}}
}

// TestContract: an adapter without a flaw passes.
func TestContract(t *testing.T) { fakeSuite("").Run(t) }

// TestFlaws: every flaw is found, by the check that is there for it.
func TestFlaws(t *testing.T) {
	tests := map[flaw]string{
		"posts twice":            "an addressed question gets one reply",
		"calls twice":            "an addressed question gets one reply",
		"alters words":           "the handler gets the words as typed",
		"posts silence":          "no reply is no post",
		"same words are twins":   "the same words again are another question",
		"lead last":              "the parts stand in order",
		"no headings":            "the parts stand in order",
		"no link":                "the parts stand in order",
		"trims lines":            "passages are shown character for character",
		"escapes twice":          "passages are shown character for character",
		"mentions":               "nobody is mentioned and nothing becomes a link",
		"live markup":            "nobody is mentioned and nothing becomes a link",
		"tells the panic":        "a panic becomes an apology",
		"swallows the panic":     "a panic at a press becomes an apology",
		"does not log the panic": "a panic becomes an apology",
		"logs words":             "no reply is no post",
		"no deadline":            "the handler has a deadline",
		"drops late replies":     "the handler has a deadline",
		"answers redeliveries":   "a message delivered again gets nothing more",
		"all are addressed":      "what is not said to the bot is told apart",
		"new key at a change":    "a changed message changes the reply",
		"posts changes anew":     "a changed message changes the reply",
		"forgets nothing":        "a deleted message is forgotten",
		"private is public":      "a private reply is private",
		"no aside":               "a private reply is private",
		"loses the ref":          "choices are shown and can be chosen",
		"no buttons":             "buttons are shown",
	}
	for f, name := range tests {
		t.Run(string(f), func(t *testing.T) {
			for _, c := range contract() {
				if c.name != name {
					continue
				}
				if err := c.run(&bench{t: t, suite: fakeSuite(f)}); err == nil {
					t.Errorf("%q did not find the flaw", name)
				}
				return
			}
			t.Errorf("there is no check called %q", name)
		})
	}
	for _, c := range contract() {
		if c.run == nil || len(c.needs) > 2 {
			t.Errorf("check %q is incomplete", c.name)
		}
	}
}

func TestPassages(t *testing.T) {
	all, err := Passages(append(Nasty(), mixed(40)...)...)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, p := range all {
		shown += len(p.Text())
	}
	if len(all) < len(Nasty())+40 || shown < 5000 {
		t.Errorf("got %d passages with %d bytes", len(all), shown)
	}
	if _, err := Passages(""); err == nil {
		t.Error("an empty text gave a passage")
	}
}

func TestReplies(t *testing.T) {
	h := Replies(&chat.Reply{Text: "a"}, &chat.Reply{Text: "b"})
	var got []string
	for range 3 {
		if r := h.Message(context.Background(), chat.Message{}); r != nil {
			got = append(got, r.Text)
		}
	}
	if fmt.Sprint(got) != "[a b]" || len(h.Messages()) != 3 {
		t.Errorf("got %v after %d messages, want a and b", got, len(h.Messages()))
	}
	if r := h.Press(context.Background(), chat.Press{Action: chat.None}); r == nil || len(h.Presses()) != 1 {
		t.Errorf("a press got %v", r)
	}
	h.Forget(context.Background(), "k")
	if got := h.Forgotten(); len(got) != 1 || got[0] != "k" {
		t.Errorf("forgotten: got %v", got)
	}
	h.OnSuggest = func(context.Context, string) []chat.Suggestion { return make([]chat.Suggestion, 5) }
	if got := h.Suggest(context.Background(), "", 3); len(got) != 3 {
		t.Errorf("suggestions: got %d, want 3", len(got))
	}
}
