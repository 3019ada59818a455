package discord

import (
	"testing"
)

func TestStaffByRole(t *testing.T) {
	t.Parallel()
	i := interaction{Member: &member{Roles: []string{"7"}, Permissions: "0"}}
	for _, tt := range []struct {
		roles []string
		power string
		want  bool
	}{{nil, "0", false}, {[]string{"7"}, "0", true}, {[]string{"8"}, "8192", false}, {nil, "8192", true}, {nil, "8", true}, {nil, "x", false}} {
		i.Member.Permissions = tt.power
		if got := isStaff(i, Space{Staff: tt.roles}); got != tt.want {
			t.Errorf("roles %q, permissions %s: got %v, want %v", tt.roles, tt.power, got, tt.want)
		}
	}
}
