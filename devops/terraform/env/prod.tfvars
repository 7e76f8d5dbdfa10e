# Prod, for ../aws.
environment    = "prod"
assets_host    = "assets.tomoda.life"
app_origins    = ["https://app.tomoda.life", "https://www.tomoda.life"]
monthly_budget = 100
