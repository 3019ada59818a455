package chattest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// Passages makes passages of texts, through a corpus as in life: each text is a section of an article. A text may
// become several passages.
func Passages(texts ...string) ([]*corpus.Passage, error) {
	folder := fstest.MapFS{}
	for i, text := range texts {
		name := fmt.Sprintf("article-%03d.md", i)
		folder[name] = &fstest.MapFile{Data: []byte(fmt.Sprintf("# Article %d\n\n## A section\n\n%s\n", i, text))}
	}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		return nil, fmt.Errorf("making passages: %w", err)
	}
	if len(c.Passages()) < len(texts) {
		return nil, errors.New("making passages: some texts gave none")
	}
	return c.Passages(), nil
}

// quotes are quotes of passages made of texts.
func quotes(texts ...string) ([]chat.Quote, error) {
	passages, err := Passages(texts...)
	if err != nil {
		return nil, err
	}
	all := make([]chat.Quote, len(passages))
	for i, p := range passages {
		all[i] = chat.Quote{Passage: p}
	}
	return all, nil
}

// Nasty are texts that a platform might take for something else than text: mentions, links, markup, entities, times,
// commands, and much of it.
func Nasty() []string {
	return []string{
		"Ask @everyone or @here, <@100000000000000003>, <@!1>, <@&1>, <#1>, <@U012AB3CD>, <!channel>, <!here>, <!everyone>, <!subteam^S1|team>.",
		"Book [here](https://evil.example/a) or <https://evil.example/b|at the clinic> or [there][1] or https://plain.example/?a=1&b=2.",
		"Write to <mailto:a@evil.example|us>, a@plain.example, <tel:1|call>, javascript:alert(1), discord.gg/evil.",
		"*bold* _italic_ **strong** __under__ ~struck~ ~~struck~~ ||spoiler|| `code` and un*closed _markup ~of `all ||kinds.",
		"Fenced:\n\n```\n*as* it <is> & stays\n```",
		"5 < 6 & 7 > 6, &amp; &lt;b&gt; &#42; &nbsp; <b>not bold</b> <script>alert(1)</script>",
		"A back\\slash, an escaped \\*star\\*, a trailing one \\\\",
		"> quoted\n> twice\n\n- a list\n- of *two*\n\n1. and\n2. numbers",
		"| a | b |\n|---|---|\n| 1 | <@1> |",
		"Two spaces at the end  \nof a line,\ta tab, and   several   spaces.",
		"“Curly” ’quotes’ – dashes — … é ü ñ 日本語 العربية עברית 🙂 👩‍⚕️ 🇺🇸 ½ °C",
		":smile: :+1: <:name:1> <a:name:1> <t:1750000000:R> </command:1> /command %s %d {{name}} ${HOME} $(id)",
		"-# small\n\n\\# no heading\n\n---\n\n***\n\n+ plus",
		"Line\u2028separator, zero\u200bwidth, non\u00a0breaking, soft\u00adhyphen.",
		strings.Repeat("A long *sentence* with <@1> & more. ", 12),
		strings.Repeat("- a long *list* with <@1> & more\n", 150),
	}
}

// mixed are n texts put together from pieces of the nasty ones, always the same.
func mixed(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	var pieces []string
	for _, text := range Nasty()[:13] {
		pieces = append(pieces, strings.Fields(text)...)
	}
	all := make([]string, n)
	for i := range all {
		words := []string{"Text"}
		for range 3 + r.IntN(20) {
			words = append(words, pieces[r.IntN(len(pieces))])
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}
