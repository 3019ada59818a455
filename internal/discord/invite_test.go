package discord

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

func TestInvite(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(Invite("123", "456"))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	want := strconv.Itoa(discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads | discordgo.PermissionReadMessageHistory | discordgo.PermissionEmbedLinks)
	if q.Get("client_id") != "123" || q.Get("scope") != "bot applications.commands" || q.Get("permissions") != want || q.Get("guild_id") != "456" {
		t.Errorf("got %v, want permissions %s", q, want)
	}
	if strings.Contains(Invite("123", "4", "5"), "guild_id") {
		t.Error("one of several guilds is chosen")
	}
}

func TestPortalSettings(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]Options{
		"Message Content Intent: off": {Spaces: map[string]Space{"1": {Forums: []string{"2"}}}},
		"Message Content Intent: on":  {Spaces: map[string]Space{"1": {Listen: []string{"2"}}}},
	} {
		if got := strings.Join(PortalSettings(o), "\n"); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
		lines := PortalSettings(o)
		link := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "Install Link: None") })
		public := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "Public Bot: off") })
		if link < 0 || link > public {
			t.Errorf("got %q, want the install link before the public bot, whose change is refused else", lines)
		}
	}
}
