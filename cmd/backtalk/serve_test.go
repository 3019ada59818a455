package main

import (
	"log/slog"
	"maps"
	"testing"

	"backtalk/internal/config"
)

// TestStaffChannels: what is checked and told of a staff channel is the same whoever names it; a space's own comes
// before what others say.
func TestStaffChannels(t *testing.T) {
	at := func(platform, space, id string) config.Channel {
		return config.Channel{Platform: platform, Space: space, ID: id}
	}
	c := config.Config{Spaces: []config.Space{
		{Platform: "discord", ID: "1", StaffChannel: at("slack", "T1", "C1")},
		{Platform: "discord", ID: "2", StaffChannel: at("discord", "1", "11")},
		{Platform: "slack", ID: "T1", StaffChannel: at("slack", "T1", "C2")},
		{Platform: "slack", ID: "T2"},
	}}
	if got, want := staffChannels(c, "slack"), (map[string]string{"T1": "C2"}); !maps.Equal(got, want) {
		t.Errorf("slack: got %v, want %v", got, want)
	}
	if got, want := staffChannels(c, "discord"), (map[string]string{"1": "11"}); !maps.Equal(got, want) {
		t.Errorf("discord: got %v, want %v", got, want)
	}
}

// silent is no log.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }
