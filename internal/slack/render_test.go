package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/corpus"
	"backtalk/internal/voice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// article is a passage of three sentences and one that is too long to be shown.
func article(t testing.TB) []*corpus.Passage {
	t.Helper()
	list := strings.Repeat("- one more of many *things* to know & to do\n", 200)
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"sleep.md": {Data: []byte("---\nsource: Example et al., 2020\n---\n# Massage and sleep\n\n## At night {#night}\n\n" +
		"Many people sleep badly with a sore back. A massage in the evening can make it *easier* to fall asleep <soon>. Ask for light pressure.\n\n" +
		"## A long list {#list}\n\nHere it is:\n\n" + list)}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Passages()) < 2 {
		t.Fatalf("got %d passages, want at least 2", len(c.Passages()))
	}
	return c.Passages()
}

// shows are the replies whose looks are kept, by file name.
func shows(t testing.TB) map[string]func() post {
	all := article(t)
	short, long := all[0], all[len(all)-1]
	about := target{"C1", "1700000000.000100", "1700000000.000100"}
	on := surface{about: about}
	public := surface{public: true, about: about}
	quote := &chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: short, Sentence: 1, Leads: []string{"Light pressure", "Firm pressure"}}},
		Text: "If you'd like to come in:", Link: &chat.Link{Label: "Book a session", URL: "https://clinic.example/book?a=1&b=2"},
		Buttons: []chat.Button{{Label: "Show other answers", Action: chat.Others}, {Label: "One too many in public", Action: chat.Share, Ref: short.ID()}}}}
	show := func(r *chat.Reply, at surface) func() post { return func() post { return render(r, at) } }
	return map[string]func() post{
		"quote-public":  show(quote, public),
		"quote-private": show(quote, on),
		"clarify": show(&chat.Reply{Words: chat.Words{Lead: "I'm not sure what you mean. Is it one of these?", Choices: []chat.Choice{
			{Label: "Does massage help me sleep?", Action: chat.Ask, Ref: "sleep"}, {Label: "None of these", Action: chat.None}}}}, public),
		"warning": show(&chat.Reply{Words: chat.Words{Lead: "Call 911 now.\nChest pain can be a heart attack."}, Warning: true}, public),
		"aside":   show(&chat.Reply{Words: chat.Words{Lead: "I have answered you privately.", Buttons: []chat.Button{{Label: "Show me privately", Action: chat.Reveal}}}}, public),
		"posted": show(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: short}}, Credit: "Checked by the clinic's team.",
			Note: "See you on *Monday* <!channel>"}}, public),
		"found": show(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: short}}, Aloud: "Many people sleep badly.",
			Choices: []chat.Choice{{Label: "Another passage", Action: chat.Show, Ref: long.ID()}},
			Buttons: []chat.Button{{Label: "Post", Action: chat.Post, Ref: short.ID()}}}}, surface{modal: true, about: about}),
		"links": show(&chat.Reply{Words: chat.Words{Lead: "These were not said.", Link: &chat.Link{Label: "The clinic", URL: "https://clinic.example"}, Links: []chat.Link{
			{Label: "One", URL: "https://clinic.slack.test/1"}, {URL: "https://clinic.slack.test/2"}, {Label: "no address"}, {Label: "Four", URL: "https://clinic.slack.test/4"},
			{Label: "Five", URL: "https://clinic.slack.test/5"}, {Label: "one too many", URL: "https://clinic.slack.test/6"}}}, Audience: chat.ForAsker()}, on),
		"long":    show(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: long, Sentence: 3}}}}, public),
		"whole":   show(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: long}}}}, surface{whole: true, about: about}),
		"nothing": show(&chat.Reply{}, public),
		"notice": func() post {
			return notification(chat.Notice{Text: "Somebody asks for the clinic.", Link: "https://clinic.slack.test/archives/C1/p1", Profile: "https://clinic.slack.test/team/U1"})
		},
	}
}

// golden compares what there is with a file, or writes it.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("%s differs:\ngot %s\nwant %s", file, got, want)
	}
}

func TestRender(t *testing.T) {
	t.Parallel()
	check := checker{t}
	for name, show := range shows(t) {
		t.Run(name, func(t *testing.T) {
			p := show()
			golden(t, "render/"+name+".json", map[string]any{"text": p.text, "blocks": p.blocks})
			check.blocks(p.blocks, maxBlocks)
			if n := utf8.RuneCountInString(p.text); n == 0 || n > maxText {
				t.Errorf("the text has %d characters, want 1 to %d", n, maxText)
			}
		})
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	check := checker{t}
	all := article(t)
	target := &chat.Message{Place: chat.Place{Platform: platform, Space: "T1", Channel: "C1", Thread: "1.1"}, ID: "1.2", Author: "U2"}
	found := &chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: all[0]}}, Aloud: "Many people sleep badly.",
		Choices: []chat.Choice{{Label: "Another", Action: chat.Show, Ref: all[1].ID()}},
		Buttons: []chat.Button{{Label: "Post", Action: chat.Post, Ref: all[0].ID()}, {Label: "With link", Action: chat.PostLink, Ref: all[0].ID()}, {Label: "Dismiss", Action: chat.Dismiss}}}}
	forms := map[string]api.ModalViewRequest{
		"ask":    askForm(formData{Channel: "C1"}),
		"staff":  replyForm(chat.Press{Place: target.Place, Action: chat.Find, Target: target}, found),
		"client": replyForm(chat.Press{Place: target.Place, Action: chat.Find, Target: target}, without(found, chat.Post, chat.PostLink)),
		"done":   replyForm(chat.Press{Action: chat.Post, Target: target}, &chat.Reply{Replace: true}),
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			golden(t, "form/"+name+".json", form)
			check.blocks(form.Blocks.BlockSet, maxViewBlocks)
			if len(form.PrivateMetadata) > maxMetadata || form.Title == nil || utf8.RuneCountInString(form.Title.Text) > maxTitle {
				t.Errorf("got title %v and %d bytes of metadata", form.Title, len(form.PrivateMetadata))
			}
		})
	}
	common := []chat.Suggestion{{Label: "Does massage help me sleep?", Ref: "sleep"}, {Label: strings.Repeat("l", 75), Ref: "long"}}
	about := &chat.Reply{Words: chat.Words{Lead: "I'm Backtalk.", Link: &chat.Link{Label: "Contact the clinic", URL: "https://clinic.example"}}}
	kept := &chat.Reply{Words: chat.Words{Lead: "Nothing but an id.", Buttons: []chat.Button{{Label: "Forget me", Action: chat.Forget}, {Label: "Dismiss", Action: chat.Dismiss}}}, Audience: chat.ForAsker()}
	state := &chat.Reply{Words: chat.Words{Lead: "Two things could not be said.", Links: []chat.Link{{Label: "One", URL: "https://clinic.slack.test/1"}, {Label: "Two", URL: "https://clinic.slack.test/2"}}}}
	for name, h := range map[string]home{"home-client": {common: common, about: about, kept: kept}, "home-staff": {common: common, about: about, kept: kept, staff: true, state: state}} {
		v := h.view()
		golden(t, "form/"+name+".json", v)
		check.blocks(v.Blocks.BlockSet, maxViewBlocks)
	}
}

// nastyReplies are replies that hold the nastiest texts in every field.
func nastyReplies(t testing.TB) []*chat.Reply {
	t.Helper()
	texts := append(chattest.Nasty(), "<!channel> <@U1> <https://x|y> @here &amp; * _ ~ `", "```<!here>```", "&lt;!channel&gt;", "<@UBOT>\n> <!everyone|x>")
	passages, err := chattest.Passages(texts...)
	if err != nil {
		t.Fatal(err)
	}
	var out []*chat.Reply
	for i, p := range passages {
		text := texts[i%len(texts)]
		out = append(out, &chat.Reply{Words: chat.Words{Lead: text, Passages: []chat.Quote{{Passage: p, Sentence: len(p.Sentences()) - 1, Leads: []string{text}}}, Text: text,
			Credit: text, Note: text, Aloud: text, Link: &chat.Link{Label: text, URL: "https://clinic.example/book"},
			Choices: []chat.Choice{{Label: text, Action: chat.Ask, Ref: "a"}}, Buttons: []chat.Button{{Label: text, Action: chat.Others, Ref: "b"}}}})
	}
	return out
}

// TestInert: whatever a reply holds, no piece of it is where Slack reads markup, the passage is there to the letter, and
// the text for screen readers holds all of it, escaped.
func TestInert(t *testing.T) {
	t.Parallel()
	check := checker{t}
	live := regexp.MustCompile(`<[^>]*>|&(?:[^algn]|$)`)
	for i, r := range nastyReplies(t) {
		for _, at := range []surface{{public: true}, {}, {modal: true}, {whole: true}} {
			p := render(r, at)
			check.blocks(p.blocks, maxBlocks)
			b, err := json.Marshal(p.blocks)
			if err != nil {
				t.Fatal(err)
			}
			var shown strings.Builder
			walk(t, b, func(o map[string]any) {
				switch o["type"] {
				case "mrkdwn", "link", "user", "broadcast", "channel", "usergroup", "emoji", "markdown":
					t.Errorf("reply %d has a %v", i, o["type"])
				case "text":
					shown.WriteString(o["text"].(string))
				case "plain_text":
					if o["emoji"] != false {
						t.Errorf("reply %d reads emoji codes in %v", i, o)
					}
				}
			})
			passage := r.Passages[0].Passage.Text()
			if utf8.RuneCountInString(passage) <= passageChars && !strings.Contains(shown.String(), passage) {
				t.Errorf("reply %d shows %q, want %q in it", i, shown.String(), passage)
			}
			if live.MatchString(p.text) {
				t.Errorf("reply %d says %q to screen readers, which is read as markup", i, p.text)
			}
			if utf8.RuneCountInString(passage) <= passageChars && !strings.Contains(unescape(p.text), passage) {
				t.Errorf("reply %d does not tell screen readers its passage", i)
			}
		}
	}
}

// walk visits every object in JSON.
func walk(t testing.TB, b []byte, visit func(map[string]any)) {
	t.Helper()
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	var step func(any)
	step = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			visit(v)
			for _, key := range slices.Sorted(keysOf(v)) {
				step(v[key])
			}
		case []any:
			for _, e := range v {
				step(e)
			}
		}
	}
	step(v)
}

// TestCut: a passage that is too long ends at a sentence's end, says so, and is offered and shown whole.
func TestCut(t *testing.T) {
	t.Parallel()
	all := article(t)
	long := all[len(all)-1]
	if utf8.RuneCountInString(long.Text()) <= passageChars {
		t.Fatalf("the long passage has only %d characters", utf8.RuneCountInString(long.Text()))
	}
	r := &chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: long}}}}
	cut := render(r, surface{public: true, about: target{"C1", "1.1", "1.2"}})
	mustHold(t, unescape(cut.text), voice.GoesOn)
	quoted := cut.blocks[0].(*api.RichTextBlock).Elements[0].(*api.RichTextQuote).Elements
	shown := ""
	for _, e := range quoted {
		shown += e.(*api.RichTextSectionTextElement).Text
	}
	if !strings.HasPrefix(long.Text(), shown) || !slices.ContainsFunc(long.Sentences(), func(s corpus.Sentence) bool { return s.End == len(shown) }) {
		t.Errorf("the passage was cut after %q, want the end of a sentence", shown[max(0, len(shown)-30):])
	}
	b, err := json.Marshal(cut.blocks)
	if err != nil {
		t.Fatal(err)
	}
	mustHold(t, string(b), "Show the whole passage", "show|C1|1.1|1.2|"+long.ID())
	whole := render(r, surface{whole: true})
	mustHold(t, unescape(whole.text), long.Text())
	if strings.Contains(whole.text, voice.GoesOn) {
		t.Error("the whole passage says that it was cut")
	}
}

// TestSpokenIsCutCleanly: a text that is longer than Slack takes is cut, and not inside an entity.
func TestSpokenIsCutCleanly(t *testing.T) {
	t.Parallel()
	for extra := range 6 {
		p := render(&chat.Reply{Words: chat.Words{Lead: strings.Repeat("x", extra) + strings.Repeat("&", maxText)}}, surface{})
		if n := utf8.RuneCountInString(p.text); n > maxText {
			t.Errorf("the text has %d characters, want at most %d", n, maxText)
		}
		if rest := strings.ReplaceAll(p.text, "&amp;", ""); strings.Contains(rest, "&") {
			t.Errorf("the text ends inside an entity: %q", p.text[len(p.text)-20:])
		}
	}
}
