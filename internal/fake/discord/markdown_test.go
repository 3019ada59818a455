package fakediscord_test

import (
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
)

func TestReadMarkdown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ src, want string }{
		{"plain", "plain"},
		{`\*not bold\*`, "*not bold*"},
		{`a \\ b`, `a \ b`},
		{`back\slash \1 end\`, `back\slash \1 end\`},
		{"**bold** and *it* and _it_ and __under__", "bold and it and it and under"},
		{"***both***", "both"},
		{"**a *b* c**", "a b c"},
		{"2 * 3 * 4", "2 * 3 * 4"},
		{"snake_case_name", "snake_case_name"},
		{"snake_case_ end", "snakecase end"},
		{"**open", "**open"},
		{"~~gone~~ ||hidden||", "gone hidden"},
		{"a ~ b | c", "a ~ b | c"},
		{"`code *x*`", "code *x*"},
		{"`` a`b ``", " a`b "},
		{"`open", "`open"},
		{"```go\nx := 1\n```", "x := 1"},
		{"say ```x``` now", "say \nx\n now"},
		{"# Head\ntext", "Head\ntext"},
		{"### Head", "Head"},
		{"#### Four", "#### Four"},
		{"#hash", "#hash"},
		{`\# Head`, "# Head"},
		{"-# small", "small"},
		{"> quoted\n> more\nnot", "quoted\nmore\nnot"},
		{">quoted", ">quoted"},
		{"> # head in it\n> x", "head in it\nx"},
		{"> > twice", "> twice"},
		{">>> all\nof\n\nit", "all\nof\n\nit"},
		{"a\n> b", "a\nb"},
		{`\> a`, "> a"},
		{"a > b", "a > b"},
		{"- one\n- two", "• one\n• two"},
		{"* one", "• one"},
		{`\- one`, "- one"},
		{"3. three\n7. seven", "3. three\n4. seven"},
		{`3\. three` + "\n" + `7\. seven`, "3. three\n7. seven"},
		{"1.5 hours", "1.5 hours"},
		{"-5 degrees", "-5 degrees"},
		{"<@1> <@!1> <@&1> <#1>", "@1 @1 &1 #1"},
		{`\<@1>`, "<@1>"},
		{"<@x>", "<@x>"},
		{"<:a:1> <a:b:2>", "⟨emoji a⟩ ⟨emoji b⟩"},
		{"<t:0:R>", "⟨time 1970-01-01 00:00⟩"},
		{"</ask:1>", "/ask"},
		{"[label](https://a.example/b)", "label"},
		{"[label](not a link)", "[label](not a link)"},
		{"[https://a.example](https://b.example)", "[https://a.example](https://b.example)"},
		{`\[label](https://a.example/b)`, "[label](https://a.example/b)"},
		{"https://a.example/b_c_d*e*", "https://a.example/b_c_d*e*"},
		{`https://a.example/b\_c`, `https://a.example/b\_c`},
		{"<https://a.example>", "https://a.example"},
		{`\<https://a.example>`, "<https://a.example>"},
		{"<a@b.example>", "a@b.example"},
		{":smile: :nothing:", "⟨emoji smile⟩ :nothing:"},
		{`¯\_(ツ)_/¯`, `¯\_(ツ)_/¯`},
		{"@everyone", "@everyone"},
		{"a  b\n\nc", "a  b\n\nc"},
		{"**a\nb**", "a\nb"},
	} {
		if got := fakediscord.ReadMarkdown(tt.src, nil).String(); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

func TestReadMarkdownShowsMore(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ src, want string }{
		{"> a\n> b\nc", "▎ a\n▎ b\nc"},
		{"[Book](https://a.example)", "Book (https://a.example)"},
		{"https://a.example/x", "https://a.example/x"},
		{"> 1. a", "▎ 1. a"},
	} {
		if got := fakediscord.ReadMarkdown(tt.src, nil).Shown(); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

// FuzzReadMarkdown: with every mark escaped, a reader sees the text character for character; and nothing makes it panic.
func FuzzReadMarkdown(f *testing.F) {
	for _, seed := range []string{"a *b* _c_ `d`", "> x\n>>> y", "[a](https://b.example)", "<@1> @everyone <:a:1>", "1. a\n2. b", "```\nx```", `\\\`, "***_a_**b*", "\xff~~||"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if words := fakediscord.ReadMarkdown(text, nil).String(); len(words) > 40*len(text)+40 {
			t.Errorf("%q: got %d bytes", text, len(words))
		}
		if !strings.Contains(text, "://") && !strings.Contains(text, "ツ") {
			if got := fakediscord.ReadMarkdown(escaped(text), nil).String(); got != text {
				t.Errorf("got %q, want %q", got, text)
			}
		}
	})
}

// escaped puts a backslash before everything that can be a mark.
func escaped(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if strings.IndexByte("\\*_~|`<>[]()#-.:@!&", text[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
