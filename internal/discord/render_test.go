package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
	"backtalk/internal/voice"
)

var update = flag.Bool("update", false, "write what is rendered to testdata")

// replies are one of each kind.
func replies(t *testing.T) map[string]struct {
	reply *chat.Reply
	view  view
} {
	type shown = struct {
		reply *chat.Reply
		view  view
	}
	quote := quotesOf(t, "Massage can ease tension. Most people feel better after *one* session. Drink some water afterwards.")
	quote[0].Sentence = 1
	two := quotesOf(t, strings.Repeat("A long sentence about backs. ", 45)+"\n", strings.Repeat("Another one, about necks. ", 45))
	at := chat.Place{Platform: Name, Space: "100000000000000001", Channel: "100000000000000002"}
	book := &chat.Link{Label: "Book a session", URL: "https://clinic.example/book"}
	others := []chat.Button{{Label: "Show other answers", Action: chat.Others}}
	return map[string]shown{
		"answer": {&chat.Reply{Words: chat.Words{Passages: quote, Text: "If you'd like to come in:", Link: book, Buttons: others}, ReplyTo: "100000000000000003", About: "100000000000000003"},
			view{about: at, reply: true, nonce: "abc"}},
		"clarify": {&chat.Reply{Words: chat.Words{Lead: "I'm not sure what you mean. Is it one of these?", Choices: []chat.Choice{
			{Label: "How long is a session?", Action: chat.Ask, Ref: "length"}, {Label: "None of these", Action: chat.None}}}, ReplyTo: "100000000000000003", About: "100000000000000003"}, view{about: at, reply: true}},
		"warning": {&chat.Reply{Words: chat.Words{Lead: "Call 911 now.\nNumbness between the legs can be an emergency."}, Warning: true, ReplyTo: "100000000000000003"}, view{about: at, reply: true}},
		"abstain": {&chat.Reply{Words: chat.Words{Lead: "I don't have an answer to that. You can reach the clinic at (770) 555-0100.", Buttons: []chat.Button{{Label: "Ask the clinic", Action: chat.Clinic}}}, About: "100000000000000003"},
			view{about: at}},
		"find": {&chat.Reply{Words: chat.Words{Passages: quote, Aloud: "One session helps most people.", Choices: []chat.Choice{{Label: "Is it safe?", Action: chat.Show, Ref: "article-000/a-section/1"}},
			Buttons: []chat.Button{{Label: "Post as reply", Action: chat.Post, Ref: "article-000/a-section/1"}, {Label: "Post with booking link", Action: chat.PostLink, Ref: "article-000/a-section/1"}, {Label: "Dismiss", Action: chat.Dismiss}}},
			About: "100000000000000003", Audience: chat.ForAsker()}, view{about: at}},
		"posted":    {&chat.Reply{Words: chat.Words{Passages: quote, Credit: "Checked by the clinic's team.", Note: "See you on *Monday*!"}, ReplyTo: "100000000000000003"}, view{about: at, reply: true}},
		"long":      {&chat.Reply{Words: chat.Words{Lead: "Two answers:", Passages: two, Text: "That is all.", Buttons: others}, About: "100000000000000003"}, view{about: at}},
		"longplain": {&chat.Reply{Words: chat.Words{Lead: "Two answers:", Passages: two, Text: "That is all.", Buttons: others}, About: "100000000000000003"}, view{about: at, plain: true}},
		"aside":     {&chat.Reply{Words: chat.Words{Lead: "I have answered you privately.", Buttons: []chat.Button{{Label: "Show me privately", Action: chat.Reveal}}}, About: "100000000000000003"}, view{about: at}},
		"links": {&chat.Reply{Words: chat.Words{Lead: "What could not be said:", Links: many("https://discord.com/channels/1/2/", 7), Buttons: []chat.Button{{Label: "Dismiss", Action: chat.Dismiss}}}, Audience: chat.ForAsker()},
			view{about: at}},
		"linkandlinks": {&chat.Reply{Words: chat.Words{Lead: "Where to look:", Link: book, Links: append(many("https://discord.com/channels/1/2/", 2), chat.Link{Label: "Mail", URL: "mailto:us@clinic.example"}, chat.Link{Label: "Nowhere"}),
			Buttons: []chat.Button{{Label: "Erase it", Action: chat.Forget}}}, Audience: chat.ForAsker()}, view{about: at}},
		"oddlink": {&chat.Reply{Words: chat.Words{Lead: "Write to us.", Link: &chat.Link{Label: "Mail", URL: "mailto:us@clinic.example"}}}, view{about: at}},
	}
}

// many are links that differ.
func many(url string, n int) []chat.Link {
	var all []chat.Link
	for i := range n {
		all = append(all, chat.Link{Label: fmt.Sprint("Open number ", i+1), URL: fmt.Sprint(url, i+1)})
	}
	return all
}

func TestRenderGolden(t *testing.T) {
	t.Parallel()
	all := replies(t)
	for name, tt := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := json.MarshalIndent(render(tt.reply, tt.view), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "render", name+".json")
			if *update {
				if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(append(got, '\n'), want) {
				t.Errorf("got %s, want %s (-update writes it)", got, want)
			}
		})
	}
	if len(all) < 5 {
		t.Error("nothing was rendered")
	}
}

// seen is what a reader sees of a body.
func seen(b body) string {
	var parts []string
	for _, text := range append([]string{b.Content}, descriptions(b)...) {
		parts = append(parts, fakediscord.ReadMarkdown(text, nil).String())
	}
	return strings.Join(parts, "\n")
}

func descriptions(b body) []string {
	var all []string
	for _, e := range b.Embeds {
		all = append(all, e.Description)
	}
	return all
}

// TestVerbatim: whatever a passage holds, a reader sees it as it stands in its file, plain text and nothing else.
func TestVerbatim(t *testing.T) {
	t.Parallel()
	pieces := []string{"*", "_", "~", "~~", "|", "||", ">", "> ", ">>> ", "#", "# ", "## ", "-", "- ", "-# ", "+ ", "`", "```", "``", "[a](https://b.c)", "](",
		"https://plain.example/?a=1&b=2", "http://a_b_c", "@everyone", "@here", "@Everyone", "<@123>", "<@!1>", "<@&1>", "<#1>", "<:a:1>", "<a:b:1>", "<t:1:R>", "</ask:1>",
		"<id:home>", "<https://x.y>", "<a@b.c>", "<mailto:a@b.c>", "<tel:+123>", ":smile:", ":+1:", "1. ", "2) ", "10.", "\\", "\\*", "\\\\", "word", "two words", " ", "  ", "\n", "\n\n", "\n- ", "\n1. ",
		"\n   # ", "discord.gg/evil", "discord.com/invite/evil", "é", "日本", "🙂", "&amp;", "<b>", "¯\\_(ツ)_/¯", "a:b", "12:30", "e.g.", "a_b", "snake_case_here", "(", ")", "!", "= ", "steam://x", "___", "***", "* "}
	r := rand.New(rand.NewPCG(3, 4))
	for range 4000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		checkVerbatim(t, b.String())
	}
}

func checkVerbatim(t *testing.T, text string) {
	t.Helper()
	want := strings.ReplaceAll(text, "\r\n", "\n")
	for shape, src := range map[string]string{"quoted": quoted(text), "plain": "x" + escape("\n"+text)} {
		reading := fakediscord.ReadMarkdown(src, nil)
		got := reading.String()
		if shape == "plain" {
			got = strings.TrimPrefix(got, "x\n")
		}
		if strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
			t.Fatalf("%s: got %q, want %q, written as %q", shape, got, want, src)
		}
		for _, l := range reading.Lines {
			for _, s := range l.Spans {
				if s.Style != (fakediscord.Style{}) || l.Heading+len(l.Bullet) > 0 || l.Small || l.Code {
					t.Fatalf("%s: %q is more than text in %q, written as %q", shape, s.Text, text, src)
				}
			}
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, text := range chattest.Nasty() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r", "")
		if len(text) > 500 || strings.TrimSpace(text) == "" {
			return
		}
		checkVerbatim(t, text)
	})
}

// TestLimits: no reply is larger than Discord takes, what is cut says so and is offered whole, and what is shown of a
// passage is its beginning up to a sentence's end.
func TestLimits(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		var texts []string
		for range 1 + r.IntN(3) {
			texts = append(texts, strings.Repeat("A *long* sentence, with <@1> in it. ", 1+r.IntN(60)))
		}
		reply := &chat.Reply{Words: chat.Words{Lead: strings.Repeat("lead ", r.IntN(30)), Text: strings.Repeat("text ", r.IntN(30)), Passages: quotesOf(t, texts...)}}
		for i := range reply.Passages {
			reply.Passages[i].Sentence = r.IntN(5)
		}
		b := render(reply, view{plain: r.IntN(2) == 0})
		total := 0
		for _, d := range descriptions(b) {
			total += size(d)
			if size(d) > maxDescription {
				t.Fatalf("an embed has %d characters", size(d))
			}
		}
		if size(b.Content) > maxContent || total > maxEmbedTotal || len(b.Embeds) > 10 {
			t.Fatalf("got %d characters of content and %d of embeds", size(b.Content), total)
		}
		shown := seen(b)
		data, _ := json.Marshal(b.Components)
		for _, q := range reply.Passages {
			whole := strings.Contains(shown, strings.TrimRight(q.Passage.Text(), " "))
			offered := strings.Contains(string(data), `show...`+q.Passage.ID())
			if !whole && !offered {
				t.Fatalf("a passage is neither shown nor offered whole: %q", q.Passage.ID())
			}
			if !whole && !strings.Contains(shown, voice.GoesOn) && !strings.Contains(shown, voice.NotShown) {
				t.Fatalf("a cut is not told in %q", shown)
			}
		}
	}
}

func TestEmbedsKeepWords(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("word word word ", 1000)[:10_000] + "\n" + strings.Repeat("line\n", 100)
	var b strings.Builder
	for _, e := range embeds(text) {
		b.WriteString(e.Description + "\n")
	}
	if got, want := strings.Fields(b.String()), strings.Fields(text); !slices.Equal(got, want) {
		t.Errorf("got %d words, want %d", len(got), len(want))
	}
}

func TestControls(t *testing.T) {
	t.Parallel()
	var choices []chat.Choice
	for i := range 40 {
		choices = append(choices, chat.Choice{Label: strings.Repeat("x", 90+i), Action: chat.Ask, Ref: strings.Repeat("r", 1+i)})
	}
	choices = append(choices, choices[0])
	var buttons []chat.Button
	for i := range 30 {
		buttons = append(buttons, chat.Button{Label: strings.Repeat("b", 60+i), Action: chat.Show, Ref: strings.Repeat("s", 1+i)})
	}
	b := render(&chat.Reply{Words: chat.Words{Lead: "x", Choices: choices, Buttons: buttons, Link: &chat.Link{Label: "l", URL: "https://a.example"}}}, view{})
	if len(b.Components) != maxRows {
		t.Errorf("got %d rows, want %d", len(b.Components), maxRows)
	}
	if got := render(&chat.Reply{Words: chat.Words{Choices: choices[:1]}}, view{}).Content; got != voice.PleaseChoose {
		t.Errorf("got %q for a select without words, want %q", got, voice.PleaseChoose)
	}
}
