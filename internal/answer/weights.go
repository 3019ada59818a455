package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{-2.6, 1.1, 0, 1.27, 1.09, 0.35, 1.66, 0.18, 0.18, 0.71, -1}
}

// textWeights are the gate's weights where the text alone speaks.
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{-4, 0.5, 0.5, 0, 3, 2, 1, 0, 0, 0, -1}
}
