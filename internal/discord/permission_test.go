package discord

import (
	"testing"
)

// TestPermissions follows the example of topics/permissions.
func TestPermissions(t *testing.T) {
	t.Parallel()
	g := guild{ID: "1", OwnerID: "9", Roles: []role{{ID: "1", Permissions: "1024"}, {ID: "2", Permissions: "2048"}, {ID: "3", Permissions: "8"}}}
	c := channel{Overwrites: []overwrite{{ID: "1", Deny: "1024"}, {ID: "2", Allow: "1024"}, {ID: "5", Type: 1, Deny: "2048"}}}
	for _, tt := range []struct {
		person string
		roles  []string
		want   int64
	}{{"4", nil, 0}, {"4", []string{"2"}, 1024 | 2048}, {"5", []string{"2"}, 1024}, {"4", []string{"3"}, everything}, {"9", nil, everything}} {
		if got := inChannel(inGuild(g, tt.person, tt.roles), g, c, tt.person, tt.roles); got != tt.want {
			t.Errorf("%s with %q: got %d, want %d", tt.person, tt.roles, got, tt.want)
		}
	}
}
