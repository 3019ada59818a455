package voice

// DisagreeLabel is on the button for somebody who was misread.
func (v Voice) DisagreeLabel() string { return "That's not what I meant" }

// RevealLabel is on the button beside a public line, where no direct message reaches the asker.
func (v Voice) RevealLabel() string { return "Show me privately" }

// OthersLabel is on the button for other passages.
func (v Voice) OthersLabel() string { return "Show other answers" }

// ShareLabel is on the button that shows everybody a private answer.
func (v Voice) ShareLabel() string { return "Share in channel" }

// ClinicLabel is on the button that passes a question on to staff.
func (v Voice) ClinicLabel() string { return "Ask " + v.they }

// RemoveLabel is on the button that takes an answer away.
func (v Voice) RemoveLabel() string { return "Remove this answer" }

// RemoveMineLabel is on the button that takes the bot's answer to a message away.
func (v Voice) RemoveMineLabel() string { return "Remove my answer" }

// DismissLabel is on the button that takes a private reply away.
func (v Voice) DismissLabel() string { return "Dismiss" }

// PostLabel is on the button that posts a passage.
func (v Voice) PostLabel() string { return "Post as reply" }

// PostLinkLabel is on the button that posts it with the booking link.
func (v Voice) PostLinkLabel() string { return "Post with booking link" }

// PostBookLabel is on the button that posts the booking link alone.
func (v Voice) PostBookLabel() string { return "Post booking link" }

// PostWarningLabel is on the button that posts a warning.
func (v Voice) PostWarningLabel() string { return "Post the warning" }

// ConsentLabel is on the button that agrees to be named to staff.
func (v Voice) ConsentLabel() string { return "Yes, tell them" }

// NoConsentLabel is on the button that does not.
func (v Voice) NoConsentLabel() string { return "No, don't" }

// LiftLabel is on the button with which staff lift a hold.
func (v Voice) LiftLabel() string { return "Lift the hold" }

// ForgetLabel is on the button that erases what is kept of somebody.
func (v Voice) ForgetLabel() string { return "Forget me" }
