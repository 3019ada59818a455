package fakediscord_test

import (
	"slices"
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
)

func long(n int) string { return strings.Repeat("x", n) }

func TestBodiesThatDiscordWouldRefuse(t *testing.T) {
	t.Parallel()
	const link = `{"type":1,"components":[{"type":2,"style":5,"label":"Book","url":"URL"}]}`
	for _, tt := range []struct{ name, body, want string }{
		{"content", `{"content":"` + long(2001) + `"}`, "content has 2001"},
		{"empty", `{}`, "empty message"},
		{"nonce", `{"content":"x","nonce":"` + long(26) + `"}`, "nonce has 26"},
		{"embed title", `{"embeds":[{"title":"` + long(257) + `"}]}`, "embed title has 257"},
		{"embed description", `{"embeds":[{"description":"` + long(4097) + `"}]}`, "embed description has 4097"},
		{"embeds together", `{"embeds":[{"description":"` + long(4000) + `"},{"description":"` + long(2001) + `"}]}`, "6001"},
		{"empty embed", `{"embeds":[{}]}`, "an embed is empty"},
		{"custom_id", `{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"` + long(101) + `"}]}]}`, "custom_id has 101"},
		{"same custom_id", `{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"i"},{"type":2,"style":1,"label":"b","custom_id":"i"}]}]}`, "same custom_id"},
		{"label", `{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"` + long(81) + `","custom_id":"i"}]}]}`, "button label has 81"},
		{"address", `{"content":"x","components":[` + strings.Replace(link, "URL", "javascript:x", 1) + `]}`, "web address"},
		{"bare button", `{"content":"x","components":[{"type":2,"style":1,"label":"a","custom_id":"i"}]}`, "outside a row"},
		{"six buttons", `{"content":"x","components":[{"type":1,"components":[` + strings.Repeat(`{"type":2,"style":5,"label":"a","url":"https://a.example"},`, 5) + `{"type":2,"style":5,"label":"a","url":"https://a.example"}]}]}`, "6 buttons"},
		{"select", `{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"i","options":[]}]}]}`, "0 options"},
		{"option", `{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"i","options":[{"label":"` + long(101) + `","value":"1"}]}]}]}`, "option label has 101"},
		{"mentions", `{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}`, "both in parse and listed"},
		{"a text component", `{"content":"x","components":[{"type":10,"content":"y"}]}`, "type 10 outside a row"},
		{"wrong type", `{"content":"x","components":{"a":1}}`, "schema"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			s.AllowViolations()
			status, _, b := do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", tt.body)
			if status != 400 || !strings.Contains(string(b), "50035") {
				t.Errorf("got %d %s, want 400 with code 50035", status, b)
			}
			if got := s.Violations(); !slices.ContainsFunc(got, func(v string) bool { return strings.Contains(v, tt.want) }) {
				t.Errorf("got %q, want one with %q", got, tt.want)
			}
			if len(s.Messages(s.room)) != 0 {
				t.Error("the message stands")
			}
		})
	}
}

func TestBodiesThatDiscordTakes(t *testing.T) {
	t.Parallel()
	s := world(t)
	for _, body := range []string{
		`{"content":"` + long(2000) + `","embeds":null,"components":null,"sticker_ids":null,"tts":false}`,
		`{"content":"x","nonce":"a","enforce_nonce":true,"allowed_mentions":{"parse":[]},"message_reference":{"message_id":"1","fail_if_not_exists":false}}`,
	} {
		if status, _, b := do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", body); status != 200 {
			t.Errorf("got %d %s, want 200", status, b)
		}
	}
}

func TestRequireNoPings(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"content":"x"}`: false,
		`{"content":"x","allowed_mentions":{"parse":null}}`:                    false,
		`{"content":"x","allowed_mentions":{"parse":["users"]}}`:               false,
		`{"content":"x","allowed_mentions":{"parse":[],"replied_user":true}}`:  false,
		`{"content":"x","allowed_mentions":{"parse":[],"replied_user":false}}`: true,
		`{"content":"x","allowed_mentions":{"parse":[]}}`:                      true,
	} {
		s := world(t)
		s.AllowViolations()
		s.RequireNoPings()
		do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", body)
		if got := len(s.Violations()) == 0; got != want {
			t.Errorf("%s: got %t, want %t: %q", body, got, want, s.Violations())
		}
	}
}

func TestWhomAMessagePings(t *testing.T) {
	t.Parallel()
	s := world(t)
	bob := s.AddMember(s.guild, "bob")
	asked := s.Say(s.room, s.ann, "hello")
	ref := `"message_reference":{"message_id":"` + asked.ID + `"}`
	for _, tt := range []struct {
		name, body string
		want       []string
		all        bool
	}{
		{"reply by default", `{"content":"x",` + ref + `}`, []string{s.ann.ID}, false},
		{"reply with nobody", `{"content":"x","allowed_mentions":{"parse":[]},` + ref + `}`, nil, false},
		{"reply with the author", `{"content":"x","allowed_mentions":{"parse":[],"replied_user":true},` + ref + `}`, []string{s.ann.ID}, false},
		{"mention by default", `{"content":"` + bob.Mention() + `"}`, []string{bob.ID}, false},
		{"mention in code", "{\"content\":\"`" + bob.Mention() + "`\"}", nil, false},
		{"mention with nobody", `{"content":"` + bob.Mention() + ` @everyone","allowed_mentions":{"parse":[]}}`, nil, false},
		{"mention of another", `{"content":"` + bob.Mention() + `","allowed_mentions":{"users":["1"]}}`, nil, false},
		{"everyone without the right", `{"content":"@everyone"}`, nil, false},
	} {
		do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", tt.body)
		all := s.Messages(s.room)
		m := all[len(all)-1]
		if !slices.Equal(m.Pings, tt.want) || m.PingsAll != tt.all {
			t.Errorf("%s: got %v, %t, want %v, %t", tt.name, m.Pings, m.PingsAll, tt.want, tt.all)
		}
	}
	s.Allow(s.room, s.Bot(), fakediscord.MentionEveryone)
	do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", `{"content":"@here"}`)
	if all := s.Messages(s.room); !all[len(all)-1].PingsAll {
		t.Error("@here with the right pings nobody")
	}
}

func TestRendered(t *testing.T) {
	t.Parallel()
	s := world(t)
	do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", `{"content":"Hi `+s.ann.Mention()+`\n> **quoted**","embeds":[{"title":"Title","url":"https://t.example","description":"see [this](https://d.example)","footer":{"text":"**foot**"}}],`+
		`"components":[{"type":1,"components":[{"type":2,"style":5,"label":"Book","url":"https://b.example"},{"type":2,"style":1,"label":"More","custom_id":"m"}]}],"allowed_mentions":{"parse":[]}}`)
	m := s.Messages(s.room)[0]
	want := "Hi @ann\n▎ quoted\nTitle\nsee this (https://d.example)\n**foot**\n[Book](https://b.example)\n[More]"
	if got := m.Rendered(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := m.Links(), []fakediscord.Link{{Label: "this", URL: "https://d.example"}, {Label: "Title", URL: "https://t.example"}, {Label: "Book", URL: "https://b.example"}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := m.Labels(), []string{"Book", "More"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
