package slack

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTyped(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, want        string
		mentioned, others bool
	}{
		{"<@UBOT> hello", "hello", true, false},
		{"<@UBOT>: hello", "hello", true, false},
		{"<@UBOT>, hello", "hello", true, false},
		{"<@UBOT> : hello", ": hello", true, false},
		{"<@UBOT> - 1. # &gt; `x`", "- 1. # > `x`", true, false},
		{"hello <@UBOT>", "hello", true, false},
		{"hey <@UBOT> hello", "hey hello", true, false},
		{"<@UBOT|backtalk> hello", "hello", true, false},
		{"<@UBOT>", "", true, false},
		{"<@U2> hello", "@U2 hello", false, true},
		{"<@UBOT2> hello", "@UBOT2 hello", false, true},
		{"<!subteam^S1|@team> hello", "@team hello", false, true},
		{"<!subteam^S1> hello", "@subteam^S1 hello", false, true},
		{"<!here> and <!channel|channel>", "@here and channel", false, false},
		{"<!date^1^{date}|today>", "today", false, false},
		{"see <#C1|general>, <#C1>", "see #general, #C1", false, false},
		{"<https://x.example/?a=1&amp;b=2|x &amp; y> <https://y.example/?a=1&amp;b=2>", "x & y https://y.example/?a=1&b=2", false, false},
		{"<mailto:a@b.example|a@b.example> <mailto:c@d.example>", "a@b.example c@d.example", false, false},
		{"1 &lt; 2 &amp;amp; 3 &gt; 2 &lt;@UBOT&gt; &nbsp;", "1 < 2 &amp; 3 > 2 <@UBOT> &nbsp;", false, false},
		{"a < b", "a < b", false, false},
		{"a > b", "a > b", false, false},
		{"a > b <", "a > b <", false, false},
		{"", "", false, false},
		{"line\n<@UBOT> two", "line\ntwo", true, false},
		{":smile: *bold*", ":smile: *bold*", false, false},
	}
	for _, tt := range tests {
		got, mentioned, others := typed(tt.text, "UBOT")
		if got != tt.want || mentioned != tt.mentioned || others != tt.others {
			t.Errorf("%q: got %q, %v, %v, want %q, %v, %v", tt.text, got, mentioned, others, tt.want, tt.mentioned, tt.others)
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		n    int
		want string
	}{{"short", 5, "short"}, {"longer", 5, "long…"}, {"äöüßé", 5, "äöüßé"}, {"äö üßé", 4, "äö…"}}
	for _, tt := range tests {
		if got := clip(tt.text, tt.n); got != tt.want {
			t.Errorf("%q to %d: got %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}

// FuzzTyped: what has been escaped comes back as it was, and a mention of the bot is never left in.
func FuzzTyped(f *testing.F) {
	for _, s := range []string{"<@UBOT> hi", "a < b > c", "&amp;lt;", "<<@UBOT>>", "<@UBOT|x", "<|>", "<>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		want := strings.TrimSpace(s)
		if got, mentioned, others := typed(escape(s), "UBOT"); got != want || mentioned || others {
			t.Errorf("got %q, %v, %v, want %q", got, mentioned, others, want)
		}
		if !strings.ContainsAny(s, "<>") {
			if got, mentioned, _ := typed("<@UBOT> "+escape(s), "UBOT"); !mentioned || got != want {
				t.Errorf("got %q, %v after a mention, want %q", got, mentioned, want)
			}
		}
		typed(s, "UBOT")
	})
}
