package discord

import (
	"testing"
)

func TestPlainText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"<@1> hello", "hello"},
		{"<@!1> hello", "hello"},
		{"hello <@&2>", "hello"},
		{"<@1>hello<@1>", "hello"},
		{"for <@5>: does it hurt?", "for @: does it hurt?"},
		{"5 < 6 & 7 > 6 &amp; *not bold*", "5 < 6 & 7 > 6 &amp; *not bold*"},
		{"my back <:sad:123> <a:sadder:123>", "my back :sad: :sadder:"},
		{"try </ask:123>", "try /ask"},
		{"<@> <@x> <@!> <@!!1> <:a> <1> <", "<@> <@x> <@!> <@!!1> <:a> <1> <"},
		{"<<@1>>", "<>"},
		{"<#3> <t:1:R>", "<#3> <t:1:R>"},
		{"\xff", "\ufffd"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := plainText(tt.in, "1", "2"); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}
