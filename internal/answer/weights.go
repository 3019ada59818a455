package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{-1.987, 0.794, 0.085, 1.893, 0.948, 0.358, 0.662, 0.246, -0.042, -0.265, -0.791, 0.305}
}

// textWeights are the gate's weights where the text alone speaks.
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{-4, 0.5, 0.5, 0, 3, 2, 1, 0, 0, 0, -1, 0}
}
