package discord

import (
	"slices"
)

// staff tells whether the author of a message is: by the configured roles, else by the permission to manage messages.
func (a *Adapter) staff(m message, at setting) bool {
	if m.Member == nil {
		return false
	}
	if len(at.space.Staff) > 0 {
		return slices.ContainsFunc(m.Member.Roles, func(id string) bool { return slices.Contains(at.space.Staff, id) })
	}
	return a.guilds.may(at.channel, m.Author.ID, m.Member.Roles)&mayManageMessages != 0
}

// isStaff is asked anew at every interaction: Discord tells the roles and permissions of that moment with it.
func isStaff(i interaction, s Space) bool {
	if i.Member == nil {
		return false
	}
	if len(s.Staff) > 0 {
		return slices.ContainsFunc(i.Member.Roles, func(id string) bool { return slices.Contains(s.Staff, id) })
	}
	return bits(i.Member.Permissions)&(mayManageMessages|mayAdminister) != 0
}
