"""The page for those who decide: values of a verdict and its side become a view model, and that alone a page."""
